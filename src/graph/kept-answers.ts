import { diff, vertexName, type Output } from '../llb/llb.ts';
import type { StepContext } from './graph-context.ts';

/**
 * Empty filesystems, one for each answer, to merge onto an image: a shared cache has only the steps
 * of the exported result, and these add the steps that the frontend read, so they are not run again
 * elsewhere.
 */
export function keptAnswers(context: StepContext, answers: readonly Output[]): Output[] {
  if (!context.settings.sharesCache) return [];
  const name = vertexName(context, 'runner', 'keep answers in the cache');
  const options = { name, progressGroup: { id: name, name } };
  // The difference of a filesystem to itself: nothing.
  return answers.map((answer) => diff(answer, answer, options));
}
