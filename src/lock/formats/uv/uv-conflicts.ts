import { listed } from '../../listed.ts';
import type { Selecting } from '../../selecting.ts';
import type { UvRoots } from './uv-roots.ts';
import type { UvConflictItem, UvLock } from './uv-lock.ts';

/** Reports sets of `conflicts` of which more than one item was asked for (`tool.uv.conflicts`). */
export function checkDeclaredConflicts(lock: UvLock, selecting: Selecting, roots: UvRoots): void {
  if (lock.conflicts.length === 0) return;
  const members = reachableProjects(lock, roots);
  for (const set of lock.conflicts) {
    const active = set.filter((item) => {
      if (!members.has(item.package)) return false;
      if (item.extra !== undefined) return roots.extras.has(item.extra);
      if (item.group !== undefined) return roots.groups.has(item.group);
      return true;
    });
    if (active.length > 1) reportConflict(selecting, active);
  }
}

/** Says which items of a set exclude one another. */
export function reportConflict(selecting: Selecting, items: readonly UvConflictItem[]): void {
  const [first = '', ...rest] = items.map(nameOf);
  selecting.report(
    'lock-conflict',
    `${first} and ${rest.join(' and ')} are declared as conflicting`,
    selecting.line(1),
    'Select one of them, or change `conflicts` of `[tool.uv]` and run `uv lock`.',
  );
}

function nameOf(item: UvConflictItem): string {
  if (item.extra !== undefined) return `extra \`${item.extra}\` of \`${item.package}\``;
  if (item.group !== undefined) return `group \`${item.group}\` of \`${item.package}\``;
  return `\`${item.package}\``;
}

/** Names of all packages that the roots lead to if all markers hold. */
function reachableProjects(lock: UvLock, roots: UvRoots): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const queue: (readonly [number, string | undefined])[] = [];
  const push = (at: number, extra?: string) => {
    const key = `${at} ${extra ?? ''}`;
    if (seen.has(key)) return;
    seen.add(key);
    queue.push([at, extra]);
  };
  for (const at of roots.projects) {
    push(at);
    for (const extra of roots.extras) push(at, extra);
  }
  for (const at of [
    ...roots.projects,
    ...(roots.groupRoot === undefined ? [] : [roots.groupRoot]),
  ]) {
    for (const group of roots.groups) {
      for (const edge of listed(lock.packages[at]?.groups ?? {}, group)) {
        push(edge.to);
        for (const extra of edge.extras) push(edge.to, extra);
      }
    }
  }
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
    const [at, extra] = item;
    const locked = lock.packages[at];
    if (locked === undefined) continue;
    names.add(locked.name);
    const edges = extra === undefined ? locked.dependencies : listed(locked.extras, extra);
    for (const edge of edges) {
      push(edge.to);
      for (const wanted of edge.extras) push(edge.to, wanted);
    }
  }
  return names;
}
