/** The largest of any number of numbers, at least 0: a call takes no more than some 100,000 arguments. */
export function largest(numbers: Iterable<number>): number {
  let found = 0;
  for (const number of numbers) found = Math.max(found, number);
  return found;
}
