import type { Graph } from '../graph/graph.ts';
import { AUDIT_ANSWER } from '../graph/audit.ts';
import type { Plan } from '../plan/plan.ts';
import type { Audit } from '../result/audit.ts';
import type { Spec } from '../spec/spec.ts';
import type { TargetPorts } from './target.ts';

/** Runs the audit of what is installed. */
export async function auditOf(ports: Pick<TargetPorts, 'readFile'>, stages: Graph): Promise<Audit> {
  // steps/audit.py is ours and writes exactly this.
  return JSON.parse(await ports.readFile(stages.audit, AUDIT_ANSWER)) as Audit;
}

/** What of it is no mistake, and for which services it holds. */
export function auditSettings({ check, image, services }: Spec, target: string | undefined) {
  const isService = target !== undefined && services.includes(target);
  const others = image.entrypointIsDefault && !isService ? services : [];
  return { allowMissing: check.allowMissing, services: others };
}

/** The version of the application; empty where nothing tells it. */
export function installedVersion({ image }: Pick<Plan, 'image'>, audit: Audit): string {
  const { name, version } = image.application;
  const built = audit.distributions.find((found) => found.name === name)?.version;
  return version ?? built ?? '';
}
