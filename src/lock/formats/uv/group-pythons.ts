import { normalizeName } from '../../../python/name.ts';
import { ParseError } from '../../../diagnostics/parse-error.ts';
import { parseSpecifiers } from '../../../python/specifier.ts';
import { groupConditions } from '../../dependency-group-texts.ts';
import type { Fields } from '../../fields.ts';

/** `requires-python` by group. */
export type GroupPythons = Readonly<Record<string, string>>;

/** `tool.uv.dependency-groups.NAME.requires-python` of a pyproject.toml, as each group has it itself. */
export function ownGroupPythons(root: Fields): GroupPythons {
  const settings = root.table('tool')?.table('uv')?.table('dependency-groups');
  return Object.fromEntries(
    (settings?.keys ?? []).flatMap((key) => {
      const requires = settings?.requiredTable(key).text('requires-python');
      return requires === undefined ? [] : [[normalizeName(key), requires]];
    }),
  );
}

/** The same with what groups take from those that they include. */
export function groupPythons(root: Fields): GroupPythons {
  const own = ownGroupPythons(root);
  if (Object.keys(own).length === 0) return {};
  const conditionOf = (group: string) => (Object.hasOwn(own, group) ? own[group] : undefined);
  const conditions = groupConditions(root.table('dependency-groups'), conditionOf);
  return Object.fromEntries(
    [...conditions]
      .filter(([, list]) => list.length > 0)
      .map(([group, list]) => [group, list.join(',')]),
  );
}

/** The table `group-requires-python` of a lock. */
export function lockedGroupPythons(table: Fields | undefined): GroupPythons | undefined {
  return (
    table &&
    Object.fromEntries(
      table.keys.map((key) => [normalizeName(key), table.requiredText(key)] as const),
    )
  );
}

/** A requires-python as uv writes it into markers: its lower and upper bounds. */
export function pythonMarker(requiresPython: string): string | undefined {
  try {
    const clauses = parseSpecifiers(requiresPython)
      .filter(({ operator }) => operator !== '!=' && operator !== '===')
      .map(({ text, operator }) => `python_full_version ${operator} '${text}'`);
    return clauses.length === 0 ? undefined : clauses.join(' and ');
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
