import { output, type Output } from '../llb/llb.ts';
import type { GraphContext } from './graph-context.ts';
import type { Stages } from './stages.ts';
import { step, uvCacheMount, uvMount } from './step.ts';
import { compileSource, type CompileSource } from './wheels.ts';

/** The file of buildRequirements that holds the answer. */
export const BUILD_ANSWER = '/answer';

/** Asks what a package is built with, where it is built; see steps/build-requirements.py. */
export function buildRequirements(
  context: GraphContext,
  planned: CompileSource,
  on: Pick<Stages, 'interpreter' | 'compiler'>,
  ignoreCache: boolean,
): Output {
  const { request, mount } = compileSource(context, planned, on.interpreter);
  return step(context, {
    stage: 'wheels',
    title: `build requirements of ${planned.name}`,
    root: on[planned.stage],
    script: 'build-requirements.py',
    python: context.foundation.python.executable,
    args: [JSON.stringify(request), `/answers${BUILD_ANSWER}`],
    mounts: [uvMount(context), uvCacheMount(context), mount, output({ target: '/answers' })],
    network: true,
    ignoreCache,
  }).mount('/answers');
}
