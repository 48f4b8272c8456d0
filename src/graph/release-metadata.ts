import { bind, file, mkfile, output, scratch, vertexName, type Output } from '../llb/llb.ts';
import type { Foundation } from '../plan/plan.ts';
import type { StepContext } from './graph-context.ts';
import { step, UV, uvCache, uvMount } from './step.ts';

/** The request of steps/release.py, except for the path of uv. */
export interface ReleaseRequest {
  /** PEP 508. */
  readonly requirement: string;
  /** Lists of minor versions of Python; each is tried only if none of the list before suits. */
  readonly pythons: readonly (readonly string[])[];
  readonly index: Foundation['index'];
}

/** The file of releaseMetadata that holds the answer. */
export const RELEASE_ANSWER = '/answer';

const REQUEST = '/run/grocker/request.json';

/** Asks the index about a release, on a filesystem with any Python. */
export function releaseMetadata(
  context: StepContext,
  on: Output,
  python: Foundation['python'],
  request: ReleaseRequest,
  ignoreCache: boolean,
): Output {
  const data = JSON.stringify({ uv: UV, ...request });
  const requestFile = file(scratch, [mkfile({ path: '/request.json', data, createdTime: 0 })], {
    name: vertexName(context, 'interpreter', 'release'),
  });
  return step(context, {
    stage: 'interpreter',
    title: `query the index for ${request.requirement}`,
    root: on,
    script: 'release.py',
    python: python.executable,
    args: [REQUEST, `/answers${RELEASE_ANSWER}`],
    mounts: [
      uvMount(context),
      uvCache(context, python),
      bind({ target: REQUEST, source: requestFile, selector: '/request.json' }),
      output({ target: '/answers' }),
    ],
    access: 'index',
    ignoreCache,
  }).mount('/answers');
}
