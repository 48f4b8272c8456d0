import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { hasSetup, type ProjectFiles } from '../project/project.ts';
import type { Spec } from '../spec/spec.ts';
import { normalizeName } from '../python/name.ts';
import { noPackage } from '../project/settings/no-package.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { tomlSpan, type KeyPath } from '../toml/toml-ranges.ts';

const DEPENDENCIES = ['tool', 'poetry', 'dependencies'];
const SOURCE = ['tool', 'poetry', 'source'];

/**
 * Without a lock, only Poetry's back end knows the dependencies in Poetry's own tables, and it answers only for
 * packages. Only Poetry itself knows their sources.
 *
 * @param packages of grocker.yml, which may name them too.
 * @throws DiagnosticError if only Poetry knows which packages have to be installed.
 */
export function checkPoetryDependencies(
  { project, locks, ownPylocks }: Pick<ProjectFiles, 'project' | 'locks' | 'ownPylocks'>,
  { packages }: Pick<Spec, 'packages'>,
): void {
  if (project?.pyproject === undefined || locks.length > 0 || ownPylocks.length > 0) return;
  const { pyproject, table } = project;
  const reason = whyUnknown(
    table,
    noPackage({ ...project, hasSetup: hasSetup(project) }) !== undefined,
    new Set(packages.map(({ value }) => requirementName(value))),
  );
  if (reason === undefined) return;
  throw new DiagnosticError([
    {
      code: 'poetry-without-lock',
      severity: 'error',
      message: `${pyproject.name} ${reason.words}, and there is no lock`,
      span: tomlSpan(pyproject, reason.path) ?? pyproject.span(0, 0),
      help: `Run \`poetry lock\`, commit poetry.lock, and make sure that .dockerignore does not leave it out${reason.help}.`,
    },
  ]);
}

function whyUnknown(
  table: unknown,
  isNoPackage: boolean,
  written: ReadonlySet<string>,
): { readonly words: string; readonly path: KeyPath; readonly help: string } | undefined {
  const names = [...(tableEntries(valueAt(table, DEPENDENCIES))?.keys() ?? [])];
  const dependencies = names.filter(
    (name) => name.toLowerCase() !== 'python' && !written.has(normalizeName(name)),
  );
  if (dependencies.length === 0) return undefined;
  const standard = tableEntries(valueAt(table, ['project']));
  if (standard?.has('dependencies') !== true) {
    const dynamic = standard?.get('dynamic');
    const isDynamic = Array.isArray(dynamic) && dynamic.includes('dependencies');
    const words = `names dependencies for Poetry alone (${dependencies.slice(0, 3).join(', ')})`;
    if (isNoPackage || (standard !== undefined && !isDynamic)) {
      return { words, path: DEPENDENCIES, help: '; or name them in `dependencies` of [project]' };
    }
  }
  if (valueAt(table, SOURCE) === undefined) return undefined;
  return { words: 'sets where Poetry finds packages', path: [...SOURCE, 0], help: '' };
}

/** The name in `name[extras]>=1`. */
function requirementName(requirement: string): string {
  return normalizeName(/^\s*([A-Za-z0-9._-]*)/.exec(requirement)?.[1] ?? '');
}
