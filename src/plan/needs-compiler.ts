import { readBuildSystem } from '../python/build-system.ts';
import type { Requirement } from '../python/requirement.ts';
import { tableEntries } from '../toml/table-reader.ts';
import { hasExtensionWords } from './native-source.ts';
import { versionFromGit } from './version-from-git.ts';

/** Back ends that make a wheel of the files as they are, with the tables that let them do more. */
const PURE_BACKENDS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  [
    'hatchling.build',
    [
      ['tool', 'hatch', 'build', 'hooks'],
      ['tool', 'hatch', 'build', 'targets', 'wheel', 'hooks'],
    ],
  ],
  ['flit_core.buildapi', []],
  ['poetry.core.masonry.api', [['tool', 'poetry', 'build']]],
  ['pdm.backend', [['tool', 'pdm', 'build']]],
  ['setuptools.build_meta', [['tool', 'setuptools', 'ext-modules']]],
  ['setuptools.build_meta:__legacy__', [['tool', 'setuptools', 'ext-modules']]],
  ['uv_build', []],
]);

/** Requirements of a build that run no compiler. */
const PURE_REQUIREMENTS: ReadonlySet<string> = new Set([
  'flit-core',
  'hatchling',
  'pdm-backend',
  'poetry-core',
  'setuptools',
  'uv-build',
  'wheel',
]);

/**
 * Whether making a project's wheel may take a compiler, or a system package of `dependencies.build`.
 * True unless the project's files rule it out.
 *
 * @param pyproject parsed TOML; undefined for a project without one.
 * @param setupScript the text of setup.py, where there is one.
 */
export function needsCompiler(pyproject: unknown, setupScript: string | undefined): boolean {
  if (setupScript !== undefined && hasExtensionWords(setupScript)) return true;
  const { buildSystem } = readBuildSystem(pyproject);
  const hooks = PURE_BACKENDS.get(buildSystem.backend);
  if (hooks === undefined || buildSystem.backendPath.length > 0) return true;
  const isPure = ({ name, url }: Requirement) => url === undefined && PURE_REQUIREMENTS.has(name);
  if (!buildSystem.requires.every(isPure)) return true;
  // git is a system package like any other.
  if (versionFromGit(pyproject)) return true;
  return hooks.some((path) => hasTable(pyproject, path));
}

function hasTable(value: unknown, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return value !== undefined;
  const found = tableEntries(value)?.get(key);
  return found !== undefined && hasTable(found, rest);
}
