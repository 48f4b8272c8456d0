import type { PlannedCompile } from './plan.ts';

/**
 * The steps that have it: every step with a network; the steps that query the index, which run no code of a package; or
 * the daemon
 */
export function buildSource({ origin }: Pick<PlannedCompile, 'origin'>): string {
  const { subdirectory = '' } = origin;
  const within = subdirectory === '' ? '' : `#subdirectory=${subdirectory}`;
  switch (origin.from) {
    // Whatever mirror it is fetched from.
    case 'url':
      return `sha256:${origin.sha256}${within}`;
    case 'git':
      return `git:${origin.commit}${within}`;
    case 'context':
      return `${origin.path}${within}`;
  }
}
