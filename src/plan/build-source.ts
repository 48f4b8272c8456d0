import type { PlannedCompile } from './plan.ts';

/**
 * The identity of a source in grocker.lock: the same text exactly if the source is the same.
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
