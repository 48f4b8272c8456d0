import { output, type Output } from '../llb/llb.ts';
import type { GraphContext } from './graph-context.ts';
import { step } from './step.ts';

/** The file of probe that holds the answer. */
export const PROBE_ANSWER = '/answer.json';

/** Asks an interpreter that no catalogue knows what it is; see steps/probe.py. */
export function probe(context: GraphContext, on: Output): Output {
  return step(context, {
    stage: 'interpreter',
    title: `ask ${context.foundation.python.executable} for its version`,
    root: on,
    script: 'probe.py',
    python: context.foundation.python.executable,
    args: [`/answers${PROBE_ANSWER}`],
    mounts: [output({ target: '/answers' })],
    network: 'none',
  }).mount('/answers');
}
