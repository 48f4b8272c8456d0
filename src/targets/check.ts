import * as z from 'zod/mini';
import { stepAnswer } from '../facts/step-answer.ts';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { ruleCode } from '../diagnostics/diagnostic-code.ts';
import { CHECK_ANSWER } from '../graph/check.ts';
import { jsonFiles } from './json-files.ts';
import { otherPackages } from './other-package.ts';
import { applicationModules, auditDiagnostics, everyModule } from '../result/audit.ts';
import { checkDiagnostics } from '../result/check.ts';
import { withUsualEntrypoint } from '../result/usual-entrypoint.ts';
import { auditOf, auditSettings } from './audit-answer.ts';
import { withLintSettings } from '../rules/with-lint-settings.ts';
import type { LintSettings } from '../spec/spec.ts';
import type { BuildTarget } from './target.ts';
import { sourceFindings } from './source-findings.ts';
import { unmetRequirements } from './unmet-requirements.ts';

const words = z.string();
const checkFailures = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['import', 'script']), what: z.string(), words }),
    z.object({ kind: z.literal('run'), what: z.array(z.string()), words }),
  ]),
);

/** Fails where a module cannot be imported, a command fails or a shared library is missing. */
export const check: BuildTarget = async (ports, { target }, planned) => {
  const { stages, spec } = planned;
  const { plan, audit } = withUsualEntrypoint(planned.plan, await auditOf(ports, stages));
  const imports =
    spec.check.imports?.map(({ value }) => value) ??
    applicationModules(audit, plan.image.application.name);
  // All modules, whichever the file names: `slim` may have dropped something that a package needs.
  const installed = plan.slim === undefined ? [] : everyModule(audit);
  const run = spec.check.run;
  // The names in the file replace the default imports.
  const script = spec.check.imports === undefined ? (plan.entrypoint.command[0] ?? null) : null;
  const [{ mistakes, missing, unstarted }, answer] = await Promise.all([
    sourceFindings(ports, planned, Promise.resolve(audit), {
      bytes: Number.MAX_SAFE_INTEGER,
      severity: 'error',
    }),
    ports.readFile(stages.check({ imports, installed, script, run }), CHECK_ANSWER, 'foreign'),
  ]);
  const failures = stepAnswer('check.py', checkFailures, answer);
  const diagnostics = [
    ...unmetRequirements(planned, audit),
    ...otherPackages(plan.packages, audit.distributions),
    ...asErrors(
      [
        ...auditDiagnostics(audit, plan, auditSettings(spec, target, plan.packages)),
        ...missing,
        ...unstarted,
      ],
      spec.lint,
    ),
    ...checkDiagnostics(failures, spec.check.imports ?? [], plan),
    ...mistakes,
  ];
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return jsonFiles(plan.platform, { 'check.json': { imports, run } });
};

/** A warning of a build is an error here, unless the file ignores it. */
export function asErrors(
  found: readonly Diagnostic[],
  lint: LintSettings | undefined,
): readonly Diagnostic[] {
  return withLintSettings(found, lint)
    .filter(({ severity }) => severity !== 'info')
    .map((each) => ({ ...each, code: ruleCode(each.code), severity: 'error' }));
}
