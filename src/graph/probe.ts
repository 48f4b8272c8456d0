import type { Span } from '../diagnostics/span.ts';
import { output, type Output } from '../llb/llb.ts';
import type { StepContext } from './graph-context.ts';
import { step } from './step.ts';

/** The file of probe that holds the answer. */
export const PROBE_ANSWER = '/answer.json';

/** Identifies an interpreter that is not in the catalogue; see steps/probe.py. */
export function probe(
  context: StepContext,
  on: Output,
  executable: string,
  span: Span | undefined,
): Output {
  return step(context, {
    stage: 'interpreter',
    title: `query the version of ${executable}`,
    root: on,
    script: 'probe.py',
    python: executable,
    args: [`/answers${PROBE_ANSWER}`],
    mounts: [output({ target: '/answers' })],
    access: 'none',
    span,
  }).mount('/answers');
}
