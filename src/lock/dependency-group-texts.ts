import { normalizeName } from '../python/name.ts';
import type { Fields } from './fields.ts';

/**
 * Requirements by group, included groups in place (PEP 735), each once; malformed items are left out, and so are groups
 * that would include themselves.
 */
export function dependencyGroupTexts(
  table: Fields | undefined,
): Readonly<Record<string, readonly string[]>> {
  const members = dependencyGroupMembers(table, () => undefined);
  return Object.fromEntries(
    Object.entries(members).map(([name, list]) => [name, list.map(({ text }) => text)]),
  );
}

/** A requirement of a group, and the conditions of the groups that it came through. */
export interface GroupMember {
  readonly text: string;
  readonly conditions: readonly string[];
}

/** The same where groups have conditions: a group that is included under others is there once for each. */
export function dependencyGroupMembers(
  table: Fields | undefined,
  conditionOf: (group: string) => string | undefined,
): Readonly<Record<string, readonly GroupMember[]>> {
  const groups = groupItems(table);
  return Object.fromEntries(
    [...groups.keys()].map((name) => [name, membersOf(name, groups, conditionOf)]),
  );
}

/** The conditions of each group: its own, and those of the groups that it includes, with or without requirements. */
export function groupConditions(
  table: Fields | undefined,
  conditionOf: (group: string) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const groups = groupItems(table);
  return new Map(
    [...groups.keys()].map((name) => {
      const reached = new Set([name]);
      // More are added while it is walked.
      for (const group of reached) {
        for (const item of groups.get(group) ?? []) {
          const other = includedGroup(item);
          if (other !== undefined) reached.add(other);
        }
      }
      return [name, [...new Set([...reached].flatMap((group) => conditionOf(group) ?? []))]];
    }),
  );
}

/** At most this many different conditions of a group are followed; no project has so many. */
const mostConditions = 16;

function membersOf(
  name: string,
  groups: ReadonlyMap<string, readonly unknown[]>,
  conditionOf: (group: string) => string | undefined,
): readonly GroupMember[] {
  const members: GroupMember[] = [];
  const included = new Map<string, Set<string>>();
  // The next one last: groups may include one another deeper than calls may be nested.
  const pending: { readonly item: unknown; readonly conditions: readonly string[] }[] = [];
  const include = (group: string, above: readonly string[]) => {
    const own = conditionOf(group);
    const conditions = own === undefined ? above : [...new Set([...above, own])];
    const known = included.get(group) ?? new Set<string>();
    const key = conditions.join('\n');
    if (known.has(key) || known.size === mostConditions) return;
    included.set(group, known.add(key));
    for (const item of groups.get(group)?.toReversed() ?? []) pending.push({ item, conditions });
  };
  include(name, []);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { item, conditions } = next;
    if (typeof item === 'string') members.push({ text: item, conditions });
    else {
      const group = includedGroup(item);
      if (group !== undefined) include(group, conditions);
    }
  }
  return members;
}

function groupItems(table: Fields | undefined): ReadonlyMap<string, readonly unknown[]> {
  return new Map(
    table?.keys.map((key): [string, readonly unknown[]] => {
      const items: unknown = table.value(key);
      return [normalizeName(key), Array.isArray(items) ? items : []];
    }),
  );
}

/** The group that an item includes. */
function includedGroup(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || !('include-group' in item)) return undefined;
  const group = item['include-group'];
  return typeof group === 'string' ? normalizeName(group) : undefined;
}
