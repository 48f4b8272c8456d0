import { setTimeout } from 'node:timers/promises';

/** Milliseconds after which an answer is not from the cache. */
const CACHED = 300;

/** Whether a question is under way for so long that its answer is not from the cache. */
export async function takesTime(question: Promise<unknown>): Promise<boolean> {
  const answer = question.then(
    () => false,
    () => false,
  );
  return Promise.race([answer, setTimeout(CACHED, true)]);
}
