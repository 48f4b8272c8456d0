import { stageConfig } from '../result/image-config.ts';
import type { BuildTarget } from './target.ts';

/** An image of a stage below the application. */
export function stageImage(stage: 'root' | 'compiler'): BuildTarget {
  return (_, { labels }, { plan, base, stages }) =>
    Promise.resolve({
      platform: plan.platform,
      output: stages[stage],
      config: stageConfig(plan, stage, { base, labels }),
      warnings: [],
    });
}
