import type { Platform } from '../plan/plan.ts';
import { targetNamed } from '../spec/targets.ts';
import type { Spec } from '../spec/spec.ts';
import type { BuildPorts } from './build-ports.ts';
import type { EngineFacts } from '../facts/engine-facts.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { builtMetadata, compilerEarly } from './prefetch-compiles.ts';
import type { PlanSettings } from './plan-platform.ts';
import { installEarly } from './prefetch-installs.ts';
import { prefetchFiles } from './prefetch-files.ts';
import { prefetchStages } from './prefetch-stages.ts';
import { fetchEarly } from './prefetch-wheels.ts';

/**
 * Prefetches for a target, started while it is planned.
 *
 * @param facts answers that are not recorded: whatever they are for may be done in vain.
 */
export function prefetches(
  ports: BuildPorts,
  platform: Platform,
  spec: Spec,
  target: string,
  facts: EngineFacts,
): Pick<PlanSettings, 'found' | 'meanwhile' | 'asking' | 'built' | 'unbuilt' | 'assumed'> {
  const { needsFiles, needsWheels, result } = targetNamed(target);
  const sources = askedOnce(facts);
  return {
    ...(needsFiles && {
      found: (spec, files) => {
        prefetchFiles(ports, platform, spec, files);
      },
    }),
    ...(result === 'image' && {
      asking: (...question) => prefetchStages(ports, ...question),
      assumed: (...assumed) => installEarly(ports, facts, spec, platform, ...assumed),
    }),
    ...(needsWheels && {
      meanwhile: (known, question) => fetchEarly(ports, platform, known, question),
      built: (...source) => builtMetadata(ports, sources, ...source),
      unbuilt: (...source) => compilerEarly(ports, sources, ...source),
    }),
  };
}

/** Reads each source once, for whether its wheel can be built at once and whether it may need the compiler. */
function askedOnce({
  nativeSource,
}: Pick<FactSource, 'nativeSource'>): Pick<FactSource, 'nativeSource'> {
  const answers = new Map<string, ReturnType<FactSource['nativeSource']>>();
  return {
    nativeSource: (question, foundation) => {
      const key = JSON.stringify(question);
      const answer = answers.get(key) ?? nativeSource(question, foundation);
      answers.set(key, answer);
      return answer;
    },
  };
}
