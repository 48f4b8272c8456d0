import { local, type Output } from '../llb/llb.ts';
import { escapePattern } from '../paths/path-pattern.ts';

/** A symbolic link and what it leads to, both relative to the context. */
export interface ContextLink {
  readonly path: string;
  readonly target: string;
}

/** A part of the context: a file or directory without what the patterns exclude. */
export interface ContextPart {
  /** Relative to the context; `.` for all of it. */
  readonly path: string;
  /** Patterns of .dockerignore syntax, relative to the context, of what alone is taken; absent: everything. */
  readonly include?: readonly string[];
  /** Likewise, of what is left out. */
  readonly exclude: readonly string[];
  /** Links in it whose places are taken by what they lead to, those that lead to others before these. */
  readonly links?: readonly ContextLink[];
  /** Whether .git has to be there where the context is a repository. */
  readonly repository?: true;
}

/** Where local files come from. */
export interface LocalContext {
  /** The name under which the client offers them. */
  readonly name: string;
  /** Absent: the client's session is not known yet. */
  readonly sessionId?: string;
  /** Patterns that the context's .dockerignore leaves out. */
  readonly ignored: readonly string[];
}

/** A part of a local context, at its own path in the output. */
export function localPart(
  context: LocalContext,
  { path, include, exclude, repository }: ContextPart,
): Output {
  const ignoring = { ...context, ignored: [...context.ignored, ...exclude] };
  return localFiles(ignoring, [path], repository ? 'repository' : path, include);
}

/** Files of a local context; each `use` has a copy of its own on the daemon, so that one does not undo another. */
export function localFiles(
  { name, sessionId, ignored }: LocalContext,
  paths: readonly string[],
  use: string,
  include?: readonly string[],
): Output {
  return local(name, {
    ...(sessionId !== undefined && { sessionId }),
    ...(paths.includes('.') || include ? {} : { followPaths: paths.map(escapePattern) }),
    ...(include && { includePatterns: include }),
    excludePatterns: ignored,
    sharedKeyHint: use === '.' ? name : `${name}-${use}`,
    name: '[internal] load build context',
  });
}
