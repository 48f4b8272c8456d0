import { jsonFiles } from './json-files.ts';
import type { BuildTarget } from './target.ts';

/** The plan, and the facts that `grocker plan --facts` makes it of again. */
export const plan: BuildTarget = (_, __, { plan: made, facts }) =>
  Promise.resolve(jsonFiles(made.platform, { 'plan.json': made, 'facts.json': facts }));
