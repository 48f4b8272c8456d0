import { output, type Output } from '../llb/llb.ts';
import type { StepContext } from './graph-context.ts';
import { logOf, logsMount } from './logged.ts';
import { step } from './step.ts';

/** The file of buildLog that holds the answer. */
export const LOG_ANSWER = '/log';

/**
 * The log of a step that failed on this builder a moment ago; undefined where it keeps none.
 *
 * @param args those of the process that failed.
 */
export function buildLog(
  context: StepContext,
  on: { readonly interpreter: Output; readonly python: string },
  args: readonly string[],
): Output | undefined {
  const log = logOf(args);
  if (log === undefined) return undefined;
  return step(context, {
    stage: 'wheels',
    title: 'read why it failed',
    root: on.interpreter,
    readonlyRoot: true,
    script: 'read-log.py',
    python: on.python,
    args: [log, `/answers${LOG_ANSWER}`],
    mounts: [logsMount(context), output({ target: '/answers' })],
    access: 'none',
    ignoreCache: true,
  }).mount('/answers');
}
