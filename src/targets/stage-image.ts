import { stageConfig } from '../result/image-config.ts';
import { stageHistory } from './history.ts';
import type { BuildTarget } from './target.ts';

/** An image of a stage below the application. */
export function stageImage(stage: 'root' | 'compiler'): BuildTarget {
  return (_, { labels }, planned) => {
    const { plan, base, stages } = planned;
    return Promise.resolve({
      platform: plan.platform,
      output: stages[stage],
      config: stageConfig(plan, stage, {
        base,
        labels,
        history: stageHistory(planned, stages[stage]),
      }),
      warnings: [],
    });
  };
}
