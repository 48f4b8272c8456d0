import type { BuildPorts } from './build-ports.ts';
import { ExplainedFailure } from '../failures/explained-failure.ts';

/** The settings of an attempt to build. */
export interface Attempt {
  /** Whether resolvers run again although their answers are cached. */
  readonly refresh: boolean;
  /** The fetcher of index files: the daemon, or a step that has the client's secrets. */
  readonly fetch: 'daemon' | 'step';
  /** The fetcher of system packages, where it is not the daemon. */
  readonly systemFetch?: 'step';
  /**
   * Whether all build requirements are found first, step by step, including those of requirements that have to be
   * built.
   */
  readonly builds?: 'asked';
  /** Whether all source distributions have a compiler, even if their files show no need of one. */
  readonly compiler?: 'always';
}

/**
 * The next attempt after a failure: a resolution that names a file which is gone is made
 * again, a system package that the daemon cannot fetch is fetched by a step, an index that the daemon cannot open is opened with the secrets of the client, and what is built with something
 * that must be built itself gets that first. What failed on Python alone is built in the compiler stage. Each once; undefined if nothing is left.
 */
export function nextAttempt(error: unknown, attempt: Attempt): Attempt | undefined {
  if (!(error instanceof ExplainedFailure)) return undefined;
  const { causes } = error;
  if (causes.includes('gone') && !attempt.refresh) return { ...attempt, refresh: true };
  if (causes.includes('mirror') && attempt.systemFetch === undefined) {
    return { ...attempt, systemFetch: 'step' };
  }
  if (causes.includes('built-with') && attempt.builds === undefined) {
    return { ...attempt, builds: 'asked' };
  }
  if (causes.includes('compiler') && attempt.compiler === undefined) {
    return { ...attempt, compiler: 'always' };
  }
  const closed = causes.includes('denied') || causes.includes('unreachable');
  return closed && attempt.fetch === 'daemon' ? { ...attempt, fetch: 'step' } : undefined;
}

/** Continues as long as a failure leaves something to try. */
export async function withRetries<T>(
  first: Pick<Attempt, 'refresh'> & Partial<Attempt>,
  run: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const attempt: Attempt = { fetch: 'daemon', ...first };
  try {
    return await run(attempt);
  } catch (error) {
    const next = nextAttempt(error, attempt);
    if (next === undefined) throw error;
    return withRetries(next, run);
  }
}

/** The ports whose steps and sources are those of an attempt. */
export function portsOf(
  ports: BuildPorts,
  { refresh, fetch, systemFetch }: Pick<Attempt, 'refresh' | 'fetch' | 'systemFetch'>,
): BuildPorts {
  return {
    ...ports,
    steps: (platform) => {
      const steps = ports.steps(platform);
      const settings = { ...steps.settings, refresh, fetch, ...(systemFetch && { systemFetch }) };
      return { ...steps, settings };
    },
  };
}
