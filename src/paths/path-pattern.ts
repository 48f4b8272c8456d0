/** A path whose last part may have `*`, split into its directory and a test of names. */
export interface PathPattern {
  /** `.` for the root. */
  readonly directory: string;
  readonly matches: (name: string) => boolean;
}

export function pathPattern(pattern: string): PathPattern {
  const slash = pattern.lastIndexOf('/');
  const name = pattern.slice(slash + 1);
  const expression = new RegExp(
    `^${name
      .split('*')
      .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[^/]*')}$`,
    's',
  );
  return {
    directory: slash === -1 ? '.' : pattern.slice(0, slash),
    matches: (each) => expression.test(each),
  };
}

/** The path of a name in a directory. */
export function joinPath(directory: string, name: string): string {
  return directory === '.' ? name : `${directory}/${name}`;
}

/** The same for BuildKit, where `?`, `[` and `\\` have a meaning, too (Go's path.Match). */
export function escapePattern(pattern: string): string {
  return pattern.replaceAll(/[\\?[]/g, '\\$&');
}
