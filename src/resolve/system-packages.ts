import { requestedSystemPackages, aptRepositories } from '../plan/make-foundation.ts';
import { systemPlace } from '../plan/planned-places.ts';
import type { Platform, SystemStage } from '../plan/plan.ts';
import type { Spec } from '../spec/spec.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { SystemPackage } from '../system/model.ts';
import type { FactSource, SystemQuestion } from '../facts/fact-source.ts';
import { failureWords, isFailure } from '../facts/failed-answer.ts';
import { systemFailure } from '../failures/apt-and-apk.ts';
import { familyPackages } from '../system/families.ts';

/** The system packages of each stage, from the distribution's own resolver. */
export async function systemPackages(
  source: FactSource,
  spec: Spec,
  platform: Platform,
  base: string,
  {
    requested = requestedSystemPackages(spec),
    host,
  }: {
    readonly requested?: Readonly<Record<SystemStage, readonly string[]>>;
    readonly host?: SystemQuestion['host'];
  } = {},
): Promise<Record<SystemStage, readonly SystemPackage[]>> {
  const lists = [requested.interpreter, requested.root, requested.compiler];
  if (lists.every((list) => list.length === 0)) return { interpreter: [], root: [], compiler: [] };
  const { family } = spec.runtime;
  const { invalid, parse } = familyPackages[family];
  const problems = invalid([...spec.dependencies.run, ...spec.dependencies.build]);
  if (problems.length > 0) throw new DiagnosticError(problems);
  const question = {
    platform,
    base,
    repositories: aptRepositories(spec),
    // Recordings know Debian by its absence.
    ...(family !== 'debian' && { family }),
    lists,
    ...(host && { host }),
  };
  const place = systemPlace(spec, 'root');
  const answer = await source.systemPackages(question, place);
  if (isFailure(answer)) throw new DiagnosticError([systemFailure(spec, failureWords(answer))]);
  const [interpreter = [], root = [], compiler = []] = parse(answer);
  return { interpreter, root, compiler };
}
