import { bind, file, mkfile, output, scratch, vertexName, type Output } from '../llb/llb.ts';
import type { GraphContext } from './graph-context.ts';
import { step, UV, uvCacheMount, uvMount } from './step.ts';

/** What steps/resolve.py is told, save where it finds things. */
export interface ResolveRequest {
  readonly requirements: readonly string[];
  readonly constraints: string;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  readonly index: GraphContext['foundation']['index'];
  readonly noBinary: readonly string[];
  readonly onlyBinary: true | readonly string[];
  readonly onlyThese: boolean;
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

const PROJECT = '/run/grocker/project';
const CONTEXT = '/run/grocker/context';

/**
 * Resolves requirements to a pylock.toml on a stage with the image's Python.
 *
 * @param project the directory whose metadata has to be asked for, if any.
 * @param paths files and directories of the context that the request names.
 */
export function resolvePythonLock(
  context: GraphContext,
  on: { readonly stage: 'interpreter' | 'compiler'; readonly output: Output },
  request: ResolveRequest,
  project: ContextPath | undefined,
  paths: readonly ContextPath[],
  ignoreCache: boolean,
): Output {
  const written = JSON.stringify({ uv: UV, project: project ? PROJECT : null, ...request });
  const requestFile = file(
    scratch,
    [mkfile({ path: '/request.json', data: written, createdTime: 0 })],
    {
      name: vertexName(context, on.stage, 'requirements'),
    },
  );
  const selector = project && project.path !== '.' ? `/${project.path}` : undefined;
  return step(context, {
    stage: on.stage,
    title: `resolve ${title(request, project?.path)}`,
    root: on.output,
    readonlyRoot: false,
    script: 'resolve.py',
    python: context.foundation.python.executable,
    args: ['/run/grocker/request.json', `/answers${LOCK_ANSWER}`],
    mounts: [
      uvMount(context),
      uvCacheMount(context),
      bind({ target: '/run/grocker/request.json', source: requestFile, selector: '/request.json' }),
      ...(project
        ? [bind({ target: PROJECT, source: project.source, ...(selector && { selector }) })]
        : []),
      // A build back end writes beside the sources that it is asked about.
      ...paths.map(({ source, path }) =>
        path === '.'
          ? bind({ target: CONTEXT, source, noOutput: true })
          : bind({ target: `${CONTEXT}/${path}`, source, selector: `/${path}`, noOutput: true }),
      ),
      output({ target: '/answers' }),
    ],
    network: true,
    ignoreCache,
  }).mount('/answers');
}

function title({ requirements }: ResolveRequest, project: string | undefined): string {
  const [first] = requirements;
  if (first === undefined) return project ?? 'nothing';
  const more = requirements.length - 1;
  return more > 0 ? `${first} and ${more} more` : first;
}
