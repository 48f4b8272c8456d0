import { normalizeName } from '../../python/name.ts';
import type { Fields } from '../fields.ts';

/** What pyproject.toml asks for, as PDM reads it. */
export interface PdmRoots {
  /** Requirements by group or extra, `default` the project itself. */
  readonly roots: Readonly<Record<string, readonly string[]>>;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
}

/** `project`, `dependency-groups` and `tool.pdm.dev-dependencies` of a pyproject.toml. */
export function readPdmRoots(pyproject: Fields | undefined): PdmRoots {
  const project = pyproject?.optionalTable('project');
  const roots: Record<string, readonly string[]> = {
    default: project?.strings('dependencies') ?? [],
  };
  const extras = add(roots, project?.optionalTable('optional-dependencies'));
  const standard = pyproject?.optionalTable('dependency-groups');
  const legacy = pyproject
    ?.optionalTable('tool')
    ?.optionalTable('pdm')
    ?.optionalTable('dev-dependencies');
  const groups = [...add(roots, legacy), ...addGroups(roots, standard)];
  return { roots, extras, groups: [...new Set(groups)] };
}

function add(
  roots: Record<string, readonly string[]>,
  table: Fields | undefined,
): readonly string[] {
  return (table?.keys ?? []).map((key) => {
    const name = normalizeName(key);
    roots[name] = [...(roots[name] ?? []), ...(table?.strings(key) ?? [])];
    return name;
  });
}

/** Items of a standard group may include other groups (PEP 735). */
function addGroups(
  roots: Record<string, readonly string[]>,
  table: Fields | undefined,
): readonly string[] {
  if (table === undefined) return [];
  const keys = new Map(table.keys.map((key) => [normalizeName(key).toString(), key]));
  const requirements = (name: string, within: readonly string[]): readonly string[] => {
    const key = keys.get(name);
    const items = key === undefined ? undefined : table.raw(key);
    if (!Array.isArray(items) || within.includes(name)) return [];
    return items.flatMap((item: unknown) => {
      if (typeof item === 'string') return [item];
      const included =
        typeof item === 'object' && item !== null && 'include-group' in item
          ? item['include-group']
          : undefined;
      return typeof included === 'string'
        ? requirements(normalizeName(included), [...within, name])
        : [];
    });
  };
  return [...keys.keys()].map((name) => {
    roots[name] = [...(roots[name] ?? []), ...requirements(name, [])];
    return name;
  });
}
