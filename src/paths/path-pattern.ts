import { glob } from './glob.ts';

/** A path whose last part may have `*`, split into its directory and a test of names. */
export interface PathPattern {
  /** `.` for the root. */
  readonly directory: string;
  readonly matches: (name: string) => boolean;
}

const NAME = { any: 'name' } as const;

export function pathPattern(pattern: string): PathPattern {
  const slash = pattern.lastIndexOf('/');
  const name = pattern.slice(slash + 1);
  const matches = glob(name.split('*').flatMap((part, at) => (at === 0 ? [part] : [NAME, part])));
  return {
    directory: slash === -1 ? '.' : pattern.slice(0, slash),
    matches,
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
