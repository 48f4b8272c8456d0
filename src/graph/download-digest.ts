import { output, type Output } from '../llb/llb.ts';
import type { Foundation } from '../plan/plan.ts';
import type { StepContext } from './graph-context.ts';
import { step } from './step.ts';

/** The file of downloadDigest that holds the answer. */
export const DIGEST_ANSWER = '/answer';

/** Asks a server for a file that nothing pins, on a filesystem with a Python; no layer comes from it. */
export function downloadDigest(
  context: StepContext,
  on: Output,
  python: Foundation['python'],
  url: string,
  ignoreCache: boolean,
): Output {
  return step(context, {
    stage: 'interpreter',
    title: `download ${url} for its hash`,
    root: on,
    readonlyRoot: true,
    script: 'digest.py',
    python: python.executable,
    args: [JSON.stringify({ url, answer: `/answers${DIGEST_ANSWER}` })],
    mounts: [output({ target: '/answers' })],
    access: 'index',
    ignoreCache,
  }).mount('/answers');
}
