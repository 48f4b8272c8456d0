import { entryOf, spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

const resolutionKeys = ['pip_constraint', 'exclude_newer'] as const;

export const ineffectiveKey: Rule = {
  meta: {
    code: 'ineffective-key',
    severity: 'warning',
    summary: 'With a lock nothing is resolved, and what steers a resolution has no effect.',
  },
  check({ image, facts }) {
    if (!facts.hasLock) return [];
    return resolutionKeys.flatMap((key) => {
      const entry = entryOf(image, key);
      if (entry === undefined) return [];
      return [
        {
          message: `"${key}" has no effect: the lock says every version already`,
          span: spanOf(entry.key),
          help: 'Heed it when the lock is made, and remove it here.',
        },
      ];
    });
  },
};
