import { tableEntries, valueAt } from '../../toml/table-reader.ts';
import type { KeyPath } from '../../toml/toml-ranges.ts';

/** Why a project is never made a wheel, and which key of its pyproject.toml says so. */
export interface NoPackage {
  readonly words: string;
  readonly path: KeyPath;
}

/** The files of a project that tell whether it is a package. */
export interface PackageFiles {
  /** pyproject.toml as parsed. */
  readonly table: unknown;
  /** setup.py or setup.cfg */
  readonly hasSetup: boolean;
}

/** Settings that say that nothing is built: uv, Poetry, PDM, Rye. */
const SETTINGS: readonly (readonly [path: readonly string[], value: boolean])[] = [
  [['tool', 'uv', 'package'], false],
  [['tool', 'poetry', 'package-mode'], false],
  [['tool', 'pdm', 'distribution'], false],
  [['tool', 'rye', 'virtual'], true],
];

/** Tables that only a package has a use for. */
const PACKAGE_TABLES = [
  ['project', 'scripts'],
  ['project', 'gui-scripts'],
  ['project', 'entry-points'],
  ['tool', 'setuptools'],
] as const;

/**
 * Why a project is not a package: one of its settings says so, or it has no [build-system] and nothing else that makes
 * one of it. undefined for a package, and for a directory that says nothing of a project at all.
 *
 * @param isVirtual whether uv.lock says that it is never built.
 */
export function noPackage(
  { table, hasSetup }: PackageFiles,
  isVirtual = false,
): NoPackage | undefined {
  for (const [path, value] of SETTINGS) {
    if (valueAt(table, path) === value) {
      return { words: `sets ${path.join('.')} to ${String(value)}`, path };
    }
  }
  const root = tableEntries(table);
  if (root === undefined || root.has('build-system')) return undefined;
  if (valueAt(table, ['tool', 'uv', 'package']) === true) return undefined;
  const path = hasTable(table, ['project']) ? ['project'] : ['tool', 'poetry'];
  if (!hasTable(table, path)) return undefined;
  const builds = hasSetup || (!isVirtual && PACKAGE_TABLES.some((each) => hasTable(table, each)));
  return builds ? undefined : { words: 'has no [build-system]', path };
}

function hasTable(table: unknown, path: readonly string[]): boolean {
  return tableEntries(valueAt(table, path)) !== undefined;
}
