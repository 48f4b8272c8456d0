import { didYouMean } from '../../../diagnostics/suggestion.ts';
import { normalizeName } from '../../../python/name.ts';
import { contextPath } from '../../../paths/context-path.ts';
import type { Selecting } from '../../selecting.ts';
import type { UvLock } from './uv-lock.ts';

/** What a selection starts from. */
export interface UvRoots {
  /** Indices of the projects that are wanted. */
  readonly projects: readonly number[];
  /** They are installed themselves: a whole workspace was asked for, none of them is the project. */
  readonly installed: boolean;
  /** The workspace root, where only its groups are wanted beside a member. */
  readonly groupRoot?: number;
  readonly extras: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

/** The wanted project, else the one beside the lock, else every member; undefined after an error. */
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
  const groups = names(
    selecting,
    'group',
    new Set([...own, ...(root?.groupNames ?? [])]),
    `\`${locked?.name ?? ''}\``,
  );
  // Groups that the member has not may be those of the workspace's root.
  const inherited = [...groups].some((group) => !own.has(group));
  return {
    projects: [project],
    installed: false,
    ...(inherited && top !== undefined ? { groupRoot: top } : {}),
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
  return {
    projects,
    installed: true,
    extras: names(
      selecting,
      'extra',
      new Set(of((at) => lock.packages[at]?.extraNames)),
      'the workspace',
    ),
    groups: names(
      selecting,
      'group',
      new Set([...of((at) => lock.packages[at]?.groupNames), ...Object.keys(lock.groups)]),
      'the workspace',
    ),
  };
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
