import type { Platform } from '../plan/plan.ts';
import { targetNamed } from '../spec/targets.ts';
import type { BuildPorts } from './build-ports.ts';
import type { EngineFacts } from '../facts/engine-facts.ts';
import { compileEarly } from './prefetch-compiles.ts';
import type { PlanSettings } from './plan-platform.ts';
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
  target: string,
  facts: EngineFacts,
): Pick<PlanSettings, 'found' | 'meanwhile' | 'asking' | 'unbuilt'> {
  const { needsFiles, needsWheels, result } = targetNamed(target);
  return {
    ...(needsFiles && {
      found: (spec, files) => {
        prefetchFiles(ports, platform, spec, files);
      },
    }),
    ...(result === 'image' && {
      asking: (foundation, question) => prefetchStages(ports, foundation, question),
    }),
    ...(needsWheels && {
      meanwhile: (known, question) => fetchEarly(ports, platform, known, question),
      unbuilt: (...source) => compileEarly(ports, facts, ...source),
    }),
  };
}
