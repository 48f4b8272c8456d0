import { requestedSystemPackages, aptRepositories } from '../plan/make-foundation.ts';
import type { Platform, SystemStage } from '../plan/plan.ts';
import type { Spec } from '../spec/spec.ts';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { invalidDebianPackages, parseAptResolution } from '../system/debian.ts';
import type { SystemPackage } from '../system/model.ts';
import type { FactSource } from './fact-source.ts';
import { failureWords, isFailure } from './failed-answer.ts';

/** The system packages of each stage, from the distribution's own resolver. */
export async function systemPackages(
  source: FactSource,
  spec: Spec,
  platform: Platform,
  base: string,
): Promise<Record<SystemStage, readonly SystemPackage[]>> {
  const requested = requestedSystemPackages(spec);
  const lists = [requested.interpreter, requested.root, requested.compiler];
  if (lists.every((list) => list.length === 0)) return { interpreter: [], root: [], compiler: [] };
  const problems = invalidDebianPackages([...spec.dependencies.run, ...spec.dependencies.build]);
  if (problems.length > 0) throw new DiagnosticError(problems);
  const answer = await source.systemPackages({
    platform,
    base,
    repositories: aptRepositories(spec),
    lists,
  });
  if (isFailure(answer)) throw new DiagnosticError([systemFailure(spec, failureWords(answer))]);
  const [interpreter = [], root = [], compiler = []] = parseAptResolution(answer);
  return { interpreter, root, compiler };
}

/** The names of packages in apt's messages, where one package is to blame. */
const BLAMED = [
  /Unable to locate package (\S+)/,
  /Package '?([^' ]+)'? has no installation candidate/,
  /Version '[^']*' for '([^']+)' was not found/,
];

function systemFailure(spec: Spec, words: string): Diagnostic {
  const blamed = BLAMED.map((pattern) => pattern.exec(words)?.[1]).find(
    (name) => name !== undefined,
  );
  const { run, build } = spec.dependencies;
  const written = [...run, ...build].find(({ value }) => value.replace(/[:=/].*/, '') === blamed);
  const unreachable = /Could not resolve|Failed to fetch|Unable to connect|Temporary failure/.test(
    words,
  );
  return {
    code: unreachable ? 'network-unreachable' : 'system-resolution',
    severity: 'error',
    message: `apt cannot install the system packages on ${spec.runtime.image}: ${words.replaceAll(/^[EW]: /gm, '')}`,
    ...(written && { span: written.span }),
    help: unreachable
      ? 'see that the builder reaches the Debian mirror, perhaps through a proxy (--build-arg HTTP_PROXY=…)'
      : `use the names that packages have in the release of ${spec.runtime.image}, or add the repository that has them`,
  };
}
