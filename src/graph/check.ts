import { output, vertexName, type Output } from '../llb/llb.ts';
import type { Plan } from '../plan/plan.ts';
import { emptyDirectory, runInImage } from './application-files.ts';
import { STEPS, stepsMount } from './step.ts';
import type { GraphContext } from './graph-context.ts';

/** The file of check that holds the answer. */
export const CHECK_ANSWER = '/kept/answer.json';

/** The request of steps/check.py. */
export interface CheckRequest {
  readonly imports: readonly string[];
  /** Modules that are imported as far as what they import themselves is installed. */
  readonly installed: readonly string[];
  /** A console script whose function is loaded; any other word is left alone. */
  readonly script: string | null;
  readonly run: readonly (readonly string[])[];
}

/** Imports modules and runs commands in the finished image; see steps/check.py. */
export function check(
  context: GraphContext,
  plan: Pick<Plan, 'image' | 'venv'>,
  runner: Output,
  request: CheckRequest,
): Output {
  const answers = '/run/grocker/answers';
  return runInImage(context, plan, {
    below: runner,
    args: [
      `${plan.venv}/bin/python`,
      '-B',
      `${STEPS}/check.py`,
      JSON.stringify(request),
      `${answers}/answer.json`,
    ],
    envs: [],
    name: vertexName(context, 'check', 'run imports and commands'),
    mounts: [
      stepsMount(context),
      output({ target: answers, source: emptyDirectory(context), selector: '/kept' }),
    ],
    span: context.foundation.places?.['check'],
  }).mount(answers);
}
