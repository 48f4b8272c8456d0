import * as z from 'zod/mini';
import { stepAnswer } from '../facts/step-answer.ts';
import type { Graph } from '../graph/graph.ts';
import { isServer, serverReleases } from '../init/entry-point.ts';
import { AUDIT_ANSWER } from '../graph/audit.ts';
import { packagesOfCommand } from '../python/known-commands.ts';
import type { Plan } from '../plan/plan.ts';
import type { Audit, AuditSettings } from '../result/audit.ts';
import type { Spec } from '../spec/spec.ts';
import type { TargetPorts } from './target.ts';

const texts = z.array(z.string());
const audit = z.object({
  distributions: z.array(
    z.object({
      name: z.string(),
      // Absent if the metadata of a wheel has none.
      version: z._default(z.string(), ''),
      scripts: texts,
      modules: texts,
    }),
  ),
  missingLibraries: z.array(
    z.object({ library: z.string(), neededBy: texts, package: z.optional(z.string()) }),
  ),
  missingInterpreters: z.array(z.object({ program: z.string(), neededBy: texts })),
  missingPrograms: z.array(z.object({ program: z.string(), runBy: z.string(), from: z.string() })),
  conflicts: texts,
  taken: z._default(z.array(z.object({ file: z.string(), of: z.nullable(z.string()) })), []),
  scripts: texts,
  entrypointFound: z.boolean(),
  requires: texts,
  withoutResources: z._default(z.array(z.object({ name: z.string(), module: z.string() })), []),
  started: z._default(
    z.array(
      z.object({
        module: z.string(),
        isThere: z.boolean(),
        beside: texts,
        file: z.optional(z.object({ path: z.string(), names: texts, open: z.boolean() })),
      }),
    ),
    [],
  ),
  mistakes: z.array(
    z.object({ of: z.string(), path: z.string(), line: z.number(), words: z.string() }),
  ),
});

/** Runs the audit of what is installed. */
export async function auditOf(ports: Pick<TargetPorts, 'readFile'>, stages: Graph): Promise<Audit> {
  return stepAnswer('audit.py', audit, await ports.readFile(stages.audit, AUDIT_ANSWER));
}

/** Allowed findings, and the services that they apply to. */
export function auditSettings(
  { check, image, services, packages, dependencies }: Spec,
  target: string | undefined,
  installed: Plan['packages'],
): AuditSettings {
  const values = (list: readonly { readonly value: string }[]) => list.map(({ value }) => value);
  const isService = target !== undefined && services.includes(target);
  const others = image.entrypointIsDefault && !isService ? services : [];
  return {
    allowMissing: check.allowMissing,
    services: others,
    packages: values(packages),
    places: new Map(installed.flatMap(({ name, span }) => (span ? [[name, span]] : []))),
    dependencies: { run: values(dependencies.run), build: values(dependencies.build) },
    requirementOf,
  };
}

/** With a version that runs everywhere, where one is known. */
function requirementOf(command: string): string | undefined {
  const [name] = packagesOfCommand(command);
  return name !== undefined && isServer(name) ? serverReleases[name] : name;
}

/** The version of the application; empty if nothing tells it. */
export function installedVersion(plan: Pick<Plan, 'image' | 'packages'>, audit: Audit): string {
  return plan.image.application.version ?? installedApplication(plan, audit)?.version ?? '';
}

/**
 * The installed distribution of the application. If only its build back end knows its name, it is the one that nothing
 * else has planned.
 */
export function installedApplication(
  { image, packages }: Pick<Plan, 'image' | 'packages'>,
  { distributions }: Pick<Audit, 'distributions'>,
): Audit['distributions'][number] | undefined {
  const own = distributions.find(({ name }) => name === image.application.name);
  if (own !== undefined) return own;
  const planned = new Set(packages.map(({ name }) => name));
  const [only, ...others] = distributions.filter(({ name }) => !planned.has(name));
  return others.length === 0 ? only : undefined;
}
