import { planPlatform } from '../../build/plan-platform.ts';
import { readSpec } from '../../project/read-spec.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import { baseImageQuestion, replayFacts } from '../../facts/recorded-facts.ts';
import type { RecordedFacts } from '../../facts/recorded-facts.ts';
import { formatPlatform, parsePlatform } from '../../options/platform.ts';
import type { Plan, Platform } from '../../plan/plan.ts';
import type { ParseOptions } from '../../spec/parse-spec.ts';
import { UsageError } from '../usage-error.ts';

export interface ReplayOptions extends ParseOptions {
  /** In place of the recorded definition. */
  readonly definition?: SourceText | undefined;
  /** `linux/arm64`; absent: the recording's own. */
  readonly platform?: string | undefined;
}

/** The plan that recorded answers give: no engine, no network, no clock. */
export async function replayedPlan(
  facts: RecordedFacts,
  { definition, platform, ...options }: ReplayOptions,
): Promise<Plan> {
  const source = replayFacts(definition === undefined ? facts : { ...facts, definition });
  const spec = await readSpec(source, options);
  const chosen = chosenPlatform(facts, platform);
  const host = facts.foreign?.host;
  const { plan } = await planPlatform(source, spec, chosen, {
    ...(host && { foreign: { host, target: 'runner' } }),
  });
  return plan;
}

function chosenPlatform({ answers, foreign }: RecordedFacts, wanted: string | undefined): Platform {
  const asked = answers.flatMap(({ kind, question }) =>
    kind === 'baseImage' ? [baseImageQuestion.parse(question).platform] : [],
  );
  // One of the two platforms is the builder's own.
  const platforms = foreign ? [foreign.platform] : asked;
  const found = platforms.find(
    (platform) =>
      wanted === undefined || formatPlatform(platform) === formatPlatform(parsePlatform(wanted)),
  );
  if (found !== undefined) return found;
  const known = [...new Set(platforms.map(formatPlatform))].join(', ');
  throw new UsageError(`the recorded facts are for ${known === '' ? 'no platform' : known}`);
}
