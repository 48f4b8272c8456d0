import type { BuildTarget } from './target.ts';

/** A directory with every wheel that is installed. */
export const wheels: BuildTarget = (_, __, { plan, stages }) =>
  Promise.resolve({ platform: plan.platform, output: stages.wheelhouse, warnings: [] });
