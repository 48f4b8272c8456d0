import type { Rule } from './rule.ts';

export const extraIndexWithoutLock: Rule = {
  meta: {
    code: 'extra-index-without-lock',
    severity: 'warning',
    summary:
      'With several indexes and no lock, a package that somebody registers under your package’s name may be installed (dependency confusion).',
  },
  check({ spec, facts }) {
    if (facts.locks.length > 0) return [];
    return spec.index.extra.map(({ value, span }) => ({
      message: `packages may come from ${value} or from the first index, whichever has the higher version`,
      span,
      help: 'Commit a lock, or make one index that serves both.',
    }));
  },
};
