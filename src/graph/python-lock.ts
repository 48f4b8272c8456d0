import { bind, file, mkfile, output, scratch, vertexName, type Output } from '../llb/llb.ts';
import type { GraphContext } from './graph-context.ts';
import { step, UV, uvCacheMount, uvMount } from './step.ts';

/** Metadata of a package that only its own build reports (Core metadata). */
export interface StatedMetadata {
  readonly name: string;
  readonly version: string;
  readonly requires: readonly string[];
  readonly requiresPython: string | null;
  readonly extras: readonly string[];
}

/** The request of steps/resolve.py, except for paths. */
export interface ResolveRequest {
  readonly requirements: readonly string[];
  /** Whether strangers wrote the requirements: they may name no file then. */
  readonly foreign: boolean;
  /** Packages to resolve but not to install, with the extras and groups below. */
  readonly project: StatedMetadata | null;
  readonly metadata: readonly StatedMetadata[];
  readonly constraints: string;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  readonly index: GraphContext['foundation']['index'];
  readonly noBinary: readonly string[];
  readonly onlyBinary: true | readonly string[];
  readonly onlyThese: boolean;
  /** The platform of the image, as uv names it; absent: that of the step. */
  readonly platform?: string;
  readonly noIndex: boolean;
  readonly prereleases: boolean;
  /** Directories, relative to `paths`' place, and urls. */
  readonly findLinks: readonly string[];
}

/** A path of the context, at its own place in a filesystem. */
export interface ContextPath {
  readonly source: Output;
  readonly path: string;
}

/** The file of resolvePythonLock that holds the answer. */
export const LOCK_ANSWER = '/answer';

const GROUPS = '/run/grocker/groups';
const CONTEXT = '/run/grocker/context';

/**
 * Resolves requirements to a pylock.toml on a stage with the image's Python, with the secrets of the index and without
 * running any package.
 *
 * @param groups the pyproject.toml of the request's groups, if there are any.
 * @param paths files and directories of the context that the request names.
 */
export function resolvePythonLock(
  context: GraphContext,
  on: { readonly stage: 'interpreter' | 'compiler'; readonly output: Output },
  request: ResolveRequest,
  groups: ContextPath | undefined,
  paths: readonly ContextPath[],
  ignoreCache: boolean,
): Output {
  const written = JSON.stringify({ uv: UV, groupsOf: groups ? GROUPS : null, ...request });
  const requestFile = file(
    scratch,
    [mkfile({ path: '/request.json', data: written, createdTime: 0 })],
    {
      name: vertexName(context, on.stage, 'requirements'),
    },
  );
  return step(context, {
    stage: on.stage,
    title: `resolve ${title(request)}`,
    root: on.output,
    readonlyRoot: false,
    script: 'resolve.py',
    python: context.foundation.python.executable,
    args: ['/run/grocker/request.json', `/answers${LOCK_ANSWER}`],
    mounts: [
      uvMount(context),
      uvCacheMount(context),
      bind({ target: '/run/grocker/request.json', source: requestFile, selector: '/request.json' }),
      ...(groups
        ? [
            bind({
              target: `${GROUPS}/pyproject.toml`,
              source: groups.source,
              selector: `/${groups.path}`,
            }),
          ]
        : []),
      // The lock is written next to them, for its paths are relative.
      ...paths.map(({ source, path }) =>
        path === '.'
          ? bind({ target: CONTEXT, source, noOutput: true })
          : bind({ target: `${CONTEXT}/${path}`, source, selector: `/${path}`, noOutput: true }),
      ),
      output({ target: '/answers' }),
    ],
    access: 'index',
    ignoreCache,
  }).mount('/answers');
}

function title({ requirements, project }: ResolveRequest): string {
  const [first = project?.name, ...more] = requirements;
  if (first === undefined) return 'nothing';
  return more.length > 0 ? `${first} and ${more.length} more` : first;
}
