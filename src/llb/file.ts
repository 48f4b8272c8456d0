import { Capability } from './capability.ts';
import { NONE } from './edges.ts';
import type { CopyAction, FileAction } from './file-action.ts';
import type { Edges, Output } from './vertex.ts';
import { lowerOwner } from './owner.ts';
import { absolutePath } from '../paths/clean-path.ts';
import type { VertexOptions } from './vertex-options.ts';
import type * as wire from './wire/messages.ts';

/** No override: keep the mode, take the time as it comes. */
const UNCHANGED = -1;

/** Changes to a filesystem, one after another, in one vertex without a container. */
export function file(
  base: Output,
  actions: readonly FileAction[],
  options: VertexOptions = {},
): Output {
  if (actions.length === 0) throw new Error('a file vertex needs actions');
  return {
    vertex: {
      inputs: visited(base, actions),
      options,
      lower: (edges) => ({
        operation: { file: { actions: lowerActions(base, actions, edges) } },
        capabilities: [Capability.fileBase, ...actions.flatMap(capabilities)],
      }),
      layering: () => ({ below: [base], adds: true }),
    },
    index: 0,
    ...(base.platform && { platform: base.platform }),
  };
}

/** In the order in which client/llb visits them: the base, then sources from the last action to the first. */
function visited(base: Output, actions: readonly FileAction[]): Output[] {
  const sources = actions.flatMap((action) => (action.kind === 'copy' ? [action.from] : []));
  return [base, ...sources.reverse()].filter(({ vertex }) => vertex !== undefined);
}

function lowerActions(base: Output, actions: readonly FileAction[], edges: Edges) {
  const input = edges.share(base);
  const secondary = actions.map((action) =>
    action.kind === 'copy' ? edges.share(action.from) : NONE,
  );
  return actions.map((action, at) => ({
    input: at === 0 ? input : edges.inputs.length + at - 1,
    secondaryInput: secondary[at],
    output: at === actions.length - 1 ? 0 : NONE,
    ...lowerAction(action, input),
  }));
}

function lowerAction(
  action: FileAction,
  base: number,
): Pick<wire.FileAction, 'copy' | 'mkfile' | 'mkdir' | 'rm' | 'symlink'> {
  switch (action.kind) {
    case 'copy':
      return { copy: lowerCopy(action, base) };
    case 'mkfile':
      return {
        mkfile: {
          path: absolutePath(action.path),
          mode: action.mode & 0o777,
          data: action.data,
          owner: lowerOwner(action.owner, base),
          timestamp: nanoseconds(action.createdTime),
        },
      };
    case 'mkdir':
      return {
        mkdir: {
          path: absolutePath(action.path),
          mode: action.mode & 0o777,
          makeParents: action.parents,
          owner: lowerOwner(action.owner, base),
          timestamp: nanoseconds(action.createdTime),
        },
      };
    case 'rm':
      return {
        rm: {
          path: absolutePath(action.path),
          allowNotFound: action.allowNotFound,
          allowWildcard: action.wildcards,
        },
      };
    case 'symlink':
      return {
        symlink: {
          oldpath: action.oldpath,
          newpath: action.newpath,
          owner: lowerOwner(action.owner, base),
          timestamp: nanoseconds(action.createdTime),
        },
      };
  }
}

function lowerCopy(action: CopyAction, base: number): wire.FileActionCopy {
  const { mode = UNCHANGED } = action;
  return {
    src: absolutePath(action.src),
    dest: destination(action.dest),
    owner: lowerOwner(action.owner, base),
    mode: typeof mode === 'number' ? mode : undefined,
    modeStr: typeof mode === 'string' ? mode : undefined,
    followSymlink: action.followSymlinks,
    dirCopyContents: action.contentsOnly,
    attemptUnpackDockerCompatibility: action.unpack,
    createDestPath: action.createDestPath,
    allowWildcard: action.wildcards,
    allowEmptyWildcard: action.allowEmptyWildcard,
    timestamp: nanoseconds(action.createdTime),
    includePatterns: action.includePatterns,
    excludePatterns: action.excludePatterns,
    alwaysReplaceExistingDestPaths: action.replaceExisting,
    requiredPaths: action.requiredPaths,
  };
}

/** Absolute, with the "/" or "/." at its end kept: it means a directory to copy into. */
function destination(path: string): string {
  const absolute = absolutePath(path);
  const directory = absolute === '/' ? '/' : `${absolute}/`;
  if (path.endsWith('/.')) return `${directory}.`;
  return path.endsWith('/') ? directory : absolute;
}

function nanoseconds(seconds: number | undefined): bigint | number {
  return seconds === undefined ? UNCHANGED : BigInt(Math.round(seconds * 1000)) * 1_000_000n;
}

/** Not the one for modes in words, which no daemon knows: it would refuse the vertex for it. */
function capabilities(action: FileAction): string[] {
  if (action.kind === 'symlink') return [Capability.fileSymlinkCreate];
  if (action.kind !== 'copy') return [];
  const { includePatterns, excludePatterns, requiredPaths, replaceExisting } = action;
  return [
    ...(includePatterns?.length || excludePatterns?.length
      ? [Capability.fileCopyIncludeExcludePatterns]
      : []),
    ...(requiredPaths?.length ? [Capability.fileCopyRequiredPaths] : []),
    ...(replaceExisting ? [Capability.fileCopyAlwaysReplaceExistingDestPaths] : []),
  ];
}
