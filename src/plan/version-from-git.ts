import { readBuildSystem } from '../python/build-system.ts';
import { valueAt } from '../toml/table-reader.ts';

/** Build requirements that ask git: for a version, or for what belongs to a project. */
const READERS: ReadonlySet<string> = new Set([
  'dunamai',
  'hatch-vcs',
  'pbr',
  'poetry-dynamic-versioning',
  'setuptools-git-versioning',
  'setuptools-scm',
  'uv-dynamic-versioning',
  'vcs-versioning',
  'versioningit',
]);

/**
 * Whether making a project's wheel asks the repository that the project is in, which then has to be there, with all
 * of its files.
 *
 * @param pyproject parsed TOML; undefined for a project without one.
 */
export function versionFromGit(pyproject: unknown): boolean {
  if (pyproject === undefined) return false;
  const { requires } = readBuildSystem(pyproject).buildSystem;
  if (requires.some(({ name }) => READERS.has(name))) return true;
  return valueAt(pyproject, ['tool', 'pdm', 'version', 'source']) === 'scm';
}
