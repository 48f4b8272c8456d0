import type { Declared } from './declared.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { thirdPartyDistribution } from '../python/distribution-of-module.ts';
import { condaPackages } from './conda-packages.ts';
import type { PythonModule } from './python/python-module.ts';
import type { NamedPackage } from './system-files.ts';
import type { ProjectTree } from './tree.ts';

/** Requirements that no file of Python's tools names. */
export interface AssumedRequirements {
  readonly requirements: readonly string[];
  /** What the same file names of the system. */
  readonly system?: readonly NamedPackage[];
  /** How they are known. */
  readonly because: string;
  readonly kind: 'conda' | 'imported';
}

/** The drivers of databases that settings of Django name, where no module imports them. */
const DRIVERS: readonly (readonly [setting: RegExp, requirement: string])[] = [
  [/\bdjango\.(?:db|contrib\.gis\.db)\.backends\.oracle\b/, 'oracledb'],
  [
    /\bdjango\.(?:db\.backends\.postgresql|contrib\.gis\.db\.backends\.postgis)\b/,
    'psycopg[binary]',
  ],
];

function drivers(texts: readonly string[]): readonly string[] {
  return DRIVERS.filter(([setting]) => texts.some((text) => setting.test(text))).map(
    ([, requirement]) => requirement,
  );
}

/** The requirements of an application that no requirements file, project or lock names: those of conda, else of its imports. */
export function assumedRequirements(
  tree: ProjectTree,
  directory: string,
  { names, locked }: Declared,
  modules: readonly PythonModule[],
): AssumedRequirements | undefined {
  if (names.size > 0 || locked.size > 0) return undefined;
  const conda = condaPackages(tree, directory);
  if (conda !== undefined) {
    const { file, requirements } = conda;
    const system = conda.system.map((name) => ({ name, place: file, isFinal: true }));
    return { requirements, system, because: `${file}, as Python's index has them`, kind: 'conda' };
  }
  const own = new Set(modules.flatMap(({ path }) => path.replace(/\.py$/, '').split('/')));
  const imported = modules.flatMap(({ imports }) =>
    imports.modules.map((name) => name.split('.')[0] ?? ''),
  );
  const found = [...new Set(imported)]
    .filter((name) => !own.has(name))
    .flatMap((name) => thirdPartyDistribution(name) ?? []);
  const texts = modules.flatMap(({ path }) => tree.texts.get(joinPath(directory, path)) ?? []);
  const isConnected = found.some((name) => name.startsWith('psycopg'));
  const requirements = [
    ...found,
    ...(found.includes('django') && !isConnected ? drivers(texts) : []),
  ].sort();
  if (requirements.length === 0) return undefined;
  return {
    requirements,
    because: 'imported, and no file names the requirements',
    kind: 'imported',
  };
}
