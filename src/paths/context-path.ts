/** The directory of a path, `.` where it has none. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/**
 * A path relative to a directory, both relative to the context's root, as one normal path: no `.`
 * or `..` inside, `.` for the root itself. undefined if it leads out of the context.
 */
export function contextPath(directory: string, path: string): string | undefined {
  if (/^(?:[/\\]|[A-Za-z]:[/\\])/.test(path)) return undefined;
  const parts: string[] = [];
  for (const part of `${directory}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? '.' : parts.join('/');
}

/** The way from one directory of the context to a path of it: what a lock next to it would say. */
export function relativePath(directory: string, path: string): string {
  const from = directory.split('/').filter((part) => part !== '' && part !== '.');
  const to = path.split('/').filter((part) => part !== '' && part !== '.');
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared += 1;
  const up = from.slice(shared).map(() => '..');
  const parts = [...up, ...to.slice(shared)];
  return parts.length === 0 ? '.' : parts.join('/');
}

/** The nearest directory that holds both. */
export function commonDirectory(first: string, second: string): string {
  const parts = (path: string) => path.split('/').filter((part) => part !== '' && part !== '.');
  const [a, b] = [parts(first), parts(second)];
  const end = a.findIndex((part, index) => part !== b[index]);
  const shared = end === -1 ? a : a.slice(0, end);
  return shared.length === 0 ? '.' : shared.join('/');
}

/** The directories that hold a directory of the context, the nearest first. */
export function ancestors(directory: string): string[] {
  if (directory === '.') return [];
  const parts = directory.split('/').slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), '.'];
}
