import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { PlannedStep } from '../plan/plan.ts';

/** A step whose command failed. */
export function failedStep({ run, span }: PlannedStep, exitCode: number | undefined): Diagnostic {
  return {
    code: 'step-failed',
    severity: 'error',
    message: `the step \`${run.join(' ')}\` failed (exit code ${exitCode ?? '?'})`,
    ...(span && { span }),
    help: 'steps run without a network; see the output of the command above',
  };
}

/** A step whose command wrote nothing to the directory that is kept. */
export function emptyOutput({ run, output, span }: PlannedStep): Diagnostic {
  return {
    code: 'step-output',
    severity: 'error',
    message: `the step \`${run.join(' ')}\` wrote nothing to its output ${output ?? ''}`,
    ...(span && { span }),
    help: 'set output to the directory that the command writes to, relative to the work directory',
  };
}
