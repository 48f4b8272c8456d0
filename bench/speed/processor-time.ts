/**
 * The least time of this process's processors, in milliseconds, that some work took: it is done again until a round
 * takes less than `enough`, at most `rounds` times. Other work of the machine, and the garbage and the compiling of
 * what ran before, makes one round slow, and seldom all.
 */
export async function leastProcessorMilliseconds(
  enough: number,
  rounds: number,
  work: () => unknown,
): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds && least >= enough; round++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
