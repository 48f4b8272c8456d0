import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { PlannedStep } from '../plan/plan.ts';
import { stepCause } from './step-cause.ts';

/** A step whose command failed, with the cause that its output shows. */
export function failedStep(
  { run, span }: PlannedStep,
  exitCode: number | undefined,
  log = '',
): Diagnostic {
  const { told, help } = stepCause(log);
  const cause = told === '' ? '' : `: ${told}`;
  return {
    code: 'step-failed',
    severity: 'error',
    message: `the step \`${run.join(' ')}\` failed (exit code ${exitCode ?? '?'})${cause}`,
    ...(span && { span }),
    help,
  };
}

/** A step whose command wrote nothing to the directory that is kept. */
export function emptyOutput({ run, output, span }: PlannedStep): Diagnostic {
  return {
    code: 'step-output',
    severity: 'error',
    message: `the step \`${run.join(' ')}\` wrote nothing to its output ${output ?? ''}`,
    ...(span && { span }),
    help: 'Set output to the directory that the command writes to, relative to the work directory.',
  };
}
