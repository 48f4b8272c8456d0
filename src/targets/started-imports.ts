import { otherNames, plannedPlaces } from '../plan/other-names.ts';
import type { Audit } from '../result/audit.ts';
import type { AuditFinding } from '../result/audit-finding.ts';
import { missingModules } from './missing-modules.ts';
import { sourceOf, sourcePath, type ParsedModules } from './parsed-modules.ts';
import type { Planned } from './planned.ts';
import type { TargetPorts } from './target.ts';

/** Modules that the application of `source` imports when it starts, and that the image does not have. */
export async function startedImports(
  { files }: Pick<TargetPorts, 'files'>,
  { plan, spec }: Pick<Planned, 'plan' | 'spec'>,
  auditing: Promise<Audit>,
  parsing: Promise<ParsedModules>,
): Promise<readonly AuditFinding[]> {
  const [{ imports }, { distributions }] = await Promise.all([parsing, auditing]);
  const source = sourceOf(plan, spec);
  const others = otherNames(plannedPlaces(plan), plan.image.env);
  if (source === undefined || others === undefined) return [];
  const own = imports
    .filter(({ directory, name }) => directory === 0 && !others.has(name))
    .map(({ path, line, name }) => ({ path: sourcePath(source, path), line, name }));
  const findings = missingModules(own, distributions);
  const paths = findings.flatMap(({ span }) => span?.file ?? []);
  // They are read so that their lines can be shown.
  if (paths.length > 0) await files({ patterns: [...new Set(paths)] });
  return findings;
}
