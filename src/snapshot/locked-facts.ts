import { planPlatform } from '../build/plan-platform.ts';
import { declaredRequirements } from '../resolve/build-requirements.ts';
import type { BuildRequirementsQuestion, FactSource } from '../facts/fact-source.ts';
import { parseRecordedFacts, replayFacts, type RecordedFacts } from '../facts/recorded-facts.ts';
import { lockTexts } from '../targets/lock.ts';
import { platform } from './rehearse-build.ts';

/**
 * The facts of the same build with the locks that `grocker lock` writes for it. The answers of build back ends are not
 * recorded: the lock has the requirements of pyproject.toml for them, and no wheels.
 */
export async function lockedFacts(recorded: RecordedFacts): Promise<RecordedFacts> {
  const facts = withOwnBase(recorded);
  const replayed = replayFacts(facts);
  const source: FactSource = Object.assign(replayed, {
    buildRequirements: (question: BuildRequirementsQuestion) => declared(replayed, question),
  });
  const answer = await lockTexts(source, { buildArgs: {} }, [platform], planPlatform);
  return { ...facts, answers: [...facts.answers, { kind: 'files', question: {}, answer }] };
}

/** The base images under their own names: a named context gave them while the facts were recorded, and gives none here. */
function withOwnBase(facts: RecordedFacts): RecordedFacts {
  const text = JSON.stringify(facts).replaceAll(
    '"registry.example/library/',
    '"docker.io/library/',
  );
  return parseRecordedFacts(text);
}

/** As steps/ask-back-end.py writes it. */
async function declared(
  source: Pick<FactSource, 'files'>,
  { package: planned }: BuildRequirementsQuestion,
): Promise<string> {
  const packages = [{ ...planned, role: 'dependency' as const }];
  const requires = await declaredRequirements(source, { packages });
  return JSON.stringify({ static: [...requires.values()].flat(), dynamic: [], lock: '' });
}
