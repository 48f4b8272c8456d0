import { entryOf, spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

/** Key → what became of it, and whether the command `grocker` still heeds it. */
const keys: readonly (readonly [key: string, why: string, byCommand: boolean])[] = [
  ['manifest', 'images have a manifest in any case', false],
  ['docker_image_prefix', 'the name is given with `--tag`', true],
  ['image_base_name', 'the name is given with `--tag`', true],
];

export const grocker8Key: Rule = {
  meta: {
    code: 'grocker-8-key',
    severity: 'warning',
    summary: 'A key of Grocker 8 that no longer has an effect.',
  },
  check({ image, facts }) {
    return keys.flatMap(([key, why, byCommand]) => {
      const entry = entryOf(image, key);
      if (entry === undefined || (byCommand && facts.client !== 'other')) return [];
      return [
        {
          message: `"${key}" has no effect: ${why}`,
          span: spanOf(entry.key),
          help: 'Remove it.',
        },
      ];
    });
  },
};
