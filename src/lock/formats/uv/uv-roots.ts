import { didYouMean } from '../../../diagnostics/suggestion.ts';
import { normalizeName } from '../../../python/name.ts';
import { contextPath } from '../../../paths/context-path.ts';
import type { Selecting } from '../../selecting.ts';
import type { GroupPythons } from './group-pythons.ts';
import type { UvLock } from './uv-lock.ts';

/** The roots of a selection. */
export interface UvRoots {
  /** Indices of the projects that are wanted. */
  readonly projects: readonly number[];
  /** They are installed themselves: a whole workspace was asked for, none of them is the project. */
  readonly installed: boolean;
  /** The workspace root, where only its groups are wanted beside a member. */
  readonly groupRoot?: number;
  /** Groups of a workspace root that is not a project: those that no wanted member has. */
  readonly lockGroups: ReadonlySet<string>;
  readonly extras: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

/** The wanted project, else the one next to the lock, else every member; undefined after an error. */
export function findUvRoots(lock: UvLock, selecting: Selecting): UvRoots | undefined {
  const { project } = selecting.request;
  const top = rootAt(lock, lock.directory);
  if (project === undefined) return wholeOrOne(lock, selecting, top);
  if ('directory' in project) {
    const directory = contextPath('.', project.directory);
    const found = directory === undefined ? undefined : rootAt(lock, directory);
    if (found !== undefined) return oneProject(lock, selecting, found, top);
    if (directory === lock.directory) return wholeOrOne(lock, selecting, top);
    const directories = lock.packages.flatMap(({ source }) =>
      'written' in source && source.path !== null ? [source.path] : [],
    );
    const known = didYouMean(project.directory, directories);
    reportUnknown(selecting, `\`${lock.file}\` has no project in \`${project.directory}\`${known}`);
    return undefined;
  }
  const name = normalizeName(project.name);
  const found = lock.packages.findIndex(
    (locked) => locked.name === name && isMember(lock, locked.name, locked.source.kind),
  );
  if (found !== -1) return oneProject(lock, selecting, found, top);
  const known = didYouMean(project.name, lock.members);
  reportUnknown(selecting, `\`${lock.file}\` has no member \`${project.name}\`${known}`);
  return undefined;
}

function reportUnknown(selecting: Selecting, message: string): void {
  selecting.report(
    'unknown-project',
    message,
    selecting.line(1),
    'Name a member of the workspace.',
  );
}

function isTree(kind: string): boolean {
  return kind === 'editable' || kind === 'directory' || kind === 'virtual';
}

function isMember(lock: UvLock, name: string, kind: string): boolean {
  return isTree(kind) && (lock.members.length === 0 || lock.members.includes(name));
}

function rootAt(lock: UvLock, directory: string): number | undefined {
  const found = lock.packages.findIndex(
    ({ name, source }) =>
      'written' in source && source.path === directory && isMember(lock, name, source.kind),
  );
  return found === -1 ? undefined : found;
}

function oneProject(
  lock: UvLock,
  selecting: Selecting,
  project: number,
  top: number | undefined,
): UvRoots {
  const locked = lock.packages[project];
  const root = top === undefined || top === project ? undefined : lock.packages[top];
  const own = new Set(locked?.groupNames ?? []);
  // A root without [project] has its groups in the lock itself.
  const ofLock = top === undefined ? Object.keys(lock.groups) : [];
  const groups = names(
    selecting,
    'group',
    new Set([...own, ...(root?.groupNames ?? []), ...ofLock]),
    `\`${locked?.name ?? ''}\``,
  );
  // Groups that the member lacks may be those of the workspace's root.
  const lent = [...groups].filter((group) => !own.has(group));
  checkPythons(selecting, locked?.groupPythons, groups);
  checkPythons(selecting, (root ?? lock).groupPythons, lent);
  const inherited = lent.length > 0;
  return {
    projects: [project],
    installed: false,
    ...(inherited && top !== undefined ? { groupRoot: top } : {}),
    lockGroups: new Set(top === undefined ? lent : []),
    extras: names(
      selecting,
      'extra',
      new Set(locked?.extraNames ?? []),
      `\`${locked?.name ?? ''}\``,
    ),
    groups,
  };
}

function wholeOrOne(lock: UvLock, selecting: Selecting, top: number | undefined): UvRoots {
  if (top !== undefined) return oneProject(lock, selecting, top, top);
  const members = new Set(lock.members);
  const projects = lock.packages.flatMap((locked, at) =>
    members.has(locked.name) && isTree(locked.source.kind) ? [at] : [],
  );
  const of = (pick: (at: number) => readonly string[] | undefined) =>
    projects.flatMap((at) => pick(at) ?? []);
  const groups = names(
    selecting,
    'group',
    new Set([...of((at) => lock.packages[at]?.groupNames), ...Object.keys(lock.groups)]),
    'the workspace',
  );
  for (const at of projects) checkPythons(selecting, lock.packages[at]?.groupPythons, groups);
  checkPythons(selecting, lock.groupPythons, groups);
  return {
    projects,
    installed: true,
    extras: names(
      selecting,
      'extra',
      new Set(of((at) => lock.packages[at]?.extraNames)),
      'the workspace',
    ),
    groups,
    lockGroups: groups,
  };
}

/** Reports groups that are for other Pythons than the target's. */
function checkPythons(
  selecting: Selecting,
  pythons: GroupPythons | undefined,
  groups: Iterable<string>,
): void {
  for (const group of groups) {
    const requires = pythons && Object.hasOwn(pythons, group) ? pythons[group] : undefined;
    if (requires === undefined) continue;
    const place = selecting.line(1);
    if (selecting.evaluation.admitsPython(requires, place)) continue;
    const { version } = selecting.request.target.interpreter;
    selecting.report(
      'lock-python',
      `group \`${group}\` of \`${selecting.lock.file}\` is for Python ${requires}, the runtime has ${version}`,
      place,
      'Choose a runtime with such a Python, or leave the group out.',
    );
  }
}

function names(
  selecting: Selecting,
  kind: 'extra' | 'group',
  known: ReadonlySet<string>,
  of: string,
): ReadonlySet<string> {
  const { extras, groups } = selecting.request;
  return new Set(selecting.known(kind, kind === 'extra' ? extras : groups, known, of));
}
