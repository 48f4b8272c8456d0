import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { tomlSpan } from '../toml/toml-ranges.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { evaluateMarker, MarkerEvaluationError } from '../python/evaluate-marker.ts';
import { parseMarker } from '../python/marker.ts';
import { normalizeName, type NormalizedName } from '../python/name.ts';
import { ParseError } from '../diagnostics/parse-error.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import type { PythonTarget } from '../python/target.ts';
import type { Spec } from '../spec/spec.ts';
import { parseToml } from '../toml/parse-toml.ts';
import { ancestors } from '../paths/context-path.ts';
import type { ProjectFiles } from '../project/project.ts';
import { wantedRequirements, type WantedRequirement } from './python-lock-question.ts';
import { workspaceRoot } from '../project/uv-workspace.ts';

/** An entry of `tool.uv.sources`: one of those that a name has. */
interface Source {
  readonly pyproject: SourceText;
  readonly path: readonly (string | number)[];
  readonly fields: ReadonlyMap<string, unknown>;
}

type Sources = ReadonlyMap<NormalizedName, readonly Source[]>;

/**
 * The sources of a project (uv, "Dependency sources") are known to its lock alone: the index would
 * be asked for another package of the same name.
 *
 * @throws DiagnosticError if a requirement that is wanted has one and there is no lock.
 */
export function checkSources(
  spec: Spec,
  { project, locks, texts }: Pick<ProjectFiles, 'project' | 'locks' | 'texts'>,
  target: PythonTarget,
): void {
  if (project?.pyproject === undefined || locks.length > 0) return;
  const own = readSources(project.pyproject, project.table);
  const sources: Sources = new Map([...workspaceSources(project.directory, texts), ...own]);
  const found = wantedRequirements(spec, project).flatMap((wanted) => {
    const source = sourceOf(wanted, sources, target);
    return source === undefined ? [] : [[wanted.requirement.name, source] as const];
  });
  const errors = [...new Map(found)].map(([name, source]) => sourceWithoutLock(name, source));
  if (errors.length > 0) throw new DiagnosticError(errors);
}

/** Those of a workspace's root hold for its members too. */
function workspaceSources(
  directory: string,
  texts: ProjectFiles['texts'],
): ReturnType<typeof readSources> {
  const name = (of: string) => joinPath(of, 'pyproject.toml');
  const root = workspaceRoot(directory, ancestors(directory), (of) => texts[name(of)]);
  if (root === undefined) return [];
  const pyproject = new SourceText(name(root), texts[name(root)] ?? '');
  return readSources(pyproject, parseToml(pyproject));
}

function readSources(
  pyproject: SourceText,
  table: unknown,
): readonly (readonly [NormalizedName, readonly Source[]])[] {
  const at = ['tool', 'uv', 'sources'];
  const entries = tableEntries(valueAt(table, at));
  return [...(entries ?? [])].map(([key, value]) => {
    const path = [...at, key];
    const each = Array.isArray(value)
      ? value.map((item: unknown, index) => ({ item, path: [...path, index] }))
      : [{ item: value, path }];
    const sources = each.map(({ item, path }) => ({
      ...{ pyproject, path },
      fields: tableEntries(item) ?? new Map<string, unknown>(),
    }));
    return [normalizeName(key), sources] as const;
  });
}

function sourceOf(
  { requirement, extra, group }: WantedRequirement,
  sources: Sources,
  target: PythonTarget,
): Source | undefined {
  const { name, url, markerText } = requirement;
  if (url !== undefined || !holds(markerText, target)) return undefined;
  return sources.get(name)?.find(({ fields }) => {
    const isFor = (key: string, asked: string | undefined) => {
      const value = fields.get(key);
      return typeof value !== 'string' || normalizeName(value) === asked;
    };
    return isFor('extra', extra) && isFor('group', group) && holds(fields.get('marker'), target);
  });
}

/** Invalid markers are reported by their readers; until then they exclude nothing. */
function holds(marker: unknown, { environment }: PythonTarget): boolean {
  if (typeof marker !== 'string') return true;
  try {
    return evaluateMarker(parseMarker(marker), environment);
  } catch (error) {
    if (error instanceof ParseError || error instanceof MarkerEvaluationError) return true;
    throw error;
  }
}

function sourceWithoutLock(name: string, { pyproject, path, fields }: Source): Diagnostic {
  const span = tomlSpan(pyproject, path);
  const workspace = fields.has('workspace')
    ? '; build a member of a workspace from the root of it, with `project: DIRECTORY`'
    : '';
  return {
    code: 'source-without-lock',
    severity: 'error',
    message: `tool.uv.sources sets the source of ${name}, and only a lock can pin it`,
    ...(span && { span }),
    help: `Run \`uv lock\`, commit uv.lock, and make sure that .dockerignore does not leave it out${workspace}.`,
  };
}
