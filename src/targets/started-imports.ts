import { baseName } from '../paths/base-name.ts';
import type { Plan } from '../plan/plan.ts';
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
  const others = otherNames(plan);
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

/**
 * Names below the work directory that are not files of `source`: what `files` copies and what steps write. Undefined
 * if PYTHONPATH may lead to the modules in them.
 */
export function otherNames({ trees, steps, image }: Plan): ReadonlySet<string> | undefined {
  const copied = trees.filter(({ importable }) => !importable).flatMap(({ parts }) => parts);
  const written = steps.flatMap(({ output }) => output ?? []);
  const places = [...copied.map(({ to }) => to), ...written];
  const isFurther = image.env.some(({ name }) => name === 'PYTHONPATH');
  if (isFurther && places.length > 0) return undefined;
  return new Set(places.map((place) => baseName(place.replace(/\/+$/, '')).replace(/\.py$/, '')));
}
