import type { PlannedProgram } from '../plan/plan.ts';
import type { AuditFinding } from './audit-finding.ts';
import { dependenciesLine, type WrittenDependencies } from './dependencies-line.ts';

/** A program that a package runs and that the image lacks. */
export function missingProgram(
  { program, runBy, from }: PlannedProgram,
  own: WrittenDependencies,
): AuditFinding {
  return {
    code: 'missing-program',
    severity: 'warning',
    message: `${runBy} runs ${program}, which is not in the image`,
    help: `Add it to the image: \`${dependenciesLine(own, [from])}\`; or, if it is never called, \`check: {allow_missing: [${program}]}\`.`,
  };
}
