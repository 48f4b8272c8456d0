import { normalizeName } from '../../../python/name.ts';
import { dependencyGroupTexts } from '../../dependency-group-texts.ts';
import type { Fields } from '../../fields.ts';
import { listed } from '../../listed.ts';

/** The requirements of pyproject.toml, as PDM reads them. */
export interface PdmRoots {
  /** The project's own, normalised; null if it has none. */
  readonly name: string | null;
  /** Requirements by group or extra, `default` the project itself. */
  readonly roots: Readonly<Record<string, readonly string[]>>;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
}

/** `project`, `dependency-groups` and `tool.pdm.dev-dependencies` of a pyproject.toml. */
export function readPdmRoots(pyproject: Fields | undefined): PdmRoots {
  const project = pyproject?.table('project');
  const tool = pyproject?.table('tool')?.table('pdm');
  const optional = lists(project?.table('optional-dependencies'));
  const legacy = lists(tool?.table('dev-dependencies'));
  const standard = Object.entries(dependencyGroupTexts(pyproject?.table('dependency-groups')));
  const roots: Record<string, readonly string[]> = {
    default: project?.texts('dependencies') ?? [],
  };
  for (const [name, texts] of [...optional, ...legacy, ...standard]) {
    roots[name] = [...listed(roots, name), ...texts];
  }
  const name = project?.text('name');
  return {
    name: name === undefined ? null : normalizeName(name),
    roots,
    extras: optional.map(([name]) => name),
    groups: [...new Set([...legacy, ...standard].map(([name]) => name))],
  };
}

function lists(table: Fields | undefined): readonly (readonly [string, readonly string[]])[] {
  return table?.keys.map((key) => [normalizeName(key), table.texts(key)] as const) ?? [];
}
