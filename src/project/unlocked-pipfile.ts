import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { normalizeName } from '../python/name.ts';
import { parseRequirement } from '../python/requirement.ts';
import type { Spec } from '../spec/spec.ts';
import { parseToml } from '../toml/parse-toml.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { tomlSpan } from '../toml/toml-ranges.ts';
import { hasSetup, type Project } from './project.ts';

/**
 * A Pipfile without a lock: pipenv alone resolves it, so its packages have to be named in another way.
 *
 * @throws DiagnosticError if a package of it would be in no image.
 */
export function checkUnlockedPipfile(
  spec: Spec,
  project: Project,
  files: Readonly<Record<string, string>>,
  directories: readonly string[],
): void {
  // The metadata of a package say what it needs.
  if (hasSetup(project)) return;
  const path = directories
    .map((directory) => joinPath(directory, 'Pipfile'))
    .find((name) => name in files);
  if (path === undefined) return;
  const source = new SourceText(path, files[path] ?? '');
  const table = parseToml(source);
  const named = new Set<string>([
    ...spec.packages.map(({ value }) => parseRequirement(value).name),
    ...(project.metadata?.dependencies ?? []).map(({ name }) => name),
  ]);
  const missing = [...(tableEntries(valueAt(table, ['packages'])) ?? [])]
    .filter(([, wanted]) => tableEntries(wanted)?.has('path') !== true)
    .map(([name]) => name)
    .filter((name) => !named.has(normalizeName(name)));
  const [first] = missing;
  if (first === undefined) return;
  const span = tomlSpan(source, ['packages', first]);
  const names = missing.join(', ');
  throw new DiagnosticError([
    {
      code: 'unlocked-pipfile',
      severity: 'error',
      message: `${path} has no lock, so nothing would install ${names}`,
      ...(span && { span }),
      help: `Create Pipfile.lock with \`pipenv lock\`, or write \`packages: [${names}]\` in ${spec.file}, with the versions that you want.`,
    },
  ]);
}
