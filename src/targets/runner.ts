import { setImmediate } from 'node:timers/promises';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { KEPT } from '../graph/application-files.ts';
import { PARSED_AT_BUILD } from '../graph/parse-modules.ts';
import { auditDiagnostics } from '../result/audit.ts';
import { imageConfig } from '../result/image-config.ts';
import { otherPackages } from './other-package.ts';
import { withUsualEntrypoint } from '../result/usual-entrypoint.ts';
import { emptyOutput } from '../failures/step.ts';
import { auditOf, auditSettings, installedVersion } from './audit-answer.ts';
import { runnerHistory } from './history.ts';
import { withLintSettings } from '../rules/with-lint-settings.ts';
import type { BuildTarget } from './target.ts';
import { sourceFindings } from './source-findings.ts';
import { unmetRequirements } from './unmet-requirements.ts';

/** The image of the application; an image that fails the audit is not returned. */
export const runner: BuildTarget = async (ports, request, planned) => {
  const { target } = request;
  const { plan, base, stages, spec, answers } = planned;
  const { difference } = stages;
  const kept = [...answers, stages.audit, ...(difference ? [difference] : [])];
  const whole = stages.runnerWith(kept, false);
  const running = ports.run(whole);
  // Awaited after the audit.
  running.catch(() => undefined);
  // The first request is sent before the second one is made.
  await setImmediate();
  const auditing = auditOf(ports, stages);
  // It may fail within the next turn; it is awaited, and so reported, below.
  auditing.catch(() => undefined);
  await setImmediate();
  const parsing = sourceFindings(ports, planned, auditing, {
    bytes: PARSED_AT_BUILD,
    severity: 'warning',
  });
  parsing.catch(() => undefined);
  await setImmediate();
  ports.waiting();
  const { plan: settled, audit, remarks } = withUsualEntrypoint(plan, await auditing);
  const diagnostics = [
    ...remarks,
    ...otherPackages(plan.packages, audit.distributions),
    ...unmetRequirements(planned, audit),
    ...auditDiagnostics(audit, settled, auditSettings(spec, target, plan.packages)),
  ];
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new DiagnosticError(errors);
  const empty = await Promise.all(
    stages.steps.map(async ({ planned, ran }) => {
      if (planned.output === undefined) await ports.run(ran);
      else if ((await ports.names(ran, KEPT)).length === 0) return [emptyOutput(planned)];
      return [];
    }),
  );
  if (empty.flat().length > 0) throw new DiagnosticError(empty.flat());
  const { mistakes, missing, ...started } = await parsing;
  const unstarted = withLintSettings(started.unstarted, spec.lint);
  const cannotStart = unstarted.filter(({ severity }) => severity === 'error');
  if (cannotStart.length > 0) throw new DiagnosticError(cannotStart);
  const linksNothing =
    difference !== undefined && (await ports.names(difference, '/')).length === 0;
  const output = linksNothing ? stages.runnerWith(kept, true) : whole;
  return {
    platform: plan.platform,
    output,
    config: imageConfig(settled, {
      base,
      version: installedVersion(plan, audit),
      labels: request.labels,
      origin: request.origin,
      created: request.created ?? planned.created,
      history: runnerHistory(planned, output, audit),
    }),
    warnings: [...diagnostics, ...mistakes, ...missing, ...unstarted],
  };
};
