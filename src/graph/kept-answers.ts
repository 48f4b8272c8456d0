import { diff, vertexName, type Output } from '../llb/llb.ts';
import type { StepContext } from './graph-context.ts';

/**
 * Empty filesystems, one for each answer, to be laid over an image: a cache that builders share holds the steps of what is
 * exported and no others, and with these the steps that the frontend asked are among them, and not run again elsewhere.
 */
export function keptAnswers(context: StepContext, answers: readonly Output[]): Output[] {
  if (!context.settings.sharesCache) return [];
  const name = vertexName(context, 'runner', 'keep answers in the cache');
  const options = { name, progressGroup: { id: name, name } };
  // What a filesystem has that it does not have itself: nothing.
  return answers.map((answer) => diff(answer, answer, options));
}
