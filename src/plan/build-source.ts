import type { PlannedCompile } from './plan.ts';

/** What is compiled, as grocker.lock names it: the same text exactly where the source is the same. */
export function buildSource({ origin }: Pick<PlannedCompile, 'origin'>): string {
  switch (origin.from) {
    case 'url':
      return `sha256:${origin.sha256}`;
    case 'git': {
      // Whatever mirror it is fetched from.
      const { commit, subdirectory = '' } = origin;
      return `git:${commit}${subdirectory === '' ? '' : `#subdirectory=${subdirectory}`}`;
    }
    case 'context':
      return origin.path;
  }
}
