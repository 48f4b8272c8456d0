import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Plan } from '../plan/plan.ts';
import { usualScript } from '../plan/usual-script.ts';
import type { Audit } from './audit.ts';

/** A plan with the entry point of its image, the audit of that, and remarks about it. */
export interface SettledEntrypoint {
  readonly plan: Plan;
  readonly audit: Audit;
  readonly remarks: readonly Diagnostic[];
}

/** If grocker.yml names no entry point, the application's most likely console script. */
export function withUsualEntrypoint(plan: Plan, audit: Audit): SettledEntrypoint {
  const asPlanned = { plan, audit, remarks: [] };
  const { entrypoint, image } = plan;
  if (entrypoint.isDefault !== true || audit.entrypointFound) return asPlanned;
  const { name } = image.application;
  const scripts = audit.distributions.find((each) => each.name === name)?.scripts ?? [];
  const script = usualScript(scripts, name);
  if (script === undefined) return asPlanned;
  const why =
    scripts.length === 1 ? `the only console script of ${name}` : `the one named like ${name}`;
  return {
    plan: {
      ...plan,
      entrypoint: { ...entrypoint, command: [script] },
      image: { ...image, entrypoint: [script] },
    },
    audit: { ...audit, entrypointFound: true },
    remarks: [
      {
        code: 'chosen-entrypoint',
        severity: 'info',
        message: `the container runs ${script}: ${why}`,
        help: 'Name another with `entrypoint_name`.',
      },
    ],
  };
}
