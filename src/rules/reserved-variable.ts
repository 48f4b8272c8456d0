import { mappingField, textEntries } from '../spec/lower/fields.ts';
import { spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

/** Variables that decide whether the application is found, or that would be false. */
const reserved: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^PATH$/, 'the application’s commands are found through it'],
  [/^PYTHONHOME$/, 'Python finds its own library without it'],
  [/^VIRTUAL_ENV$/, 'the virtual environment is where it is'],
  [/^GROCKER_APP(?:_EXTRAS|_VERSION)?$/, 'it tells what is in the image'],
];

export const reservedVariable: Rule = {
  meta: {
    code: 'reserved-variable',
    severity: 'warning',
    summary: 'A variable that the image sets itself, or that disturbs how Python finds packages.',
  },
  check({ image }) {
    return textEntries(mappingField(image, 'envs')).flatMap(({ key }) => {
      const found = reserved.find(([pattern]) => pattern.test(key.text));
      if (found === undefined) return [];
      return [
        {
          message: `"${key.text}" should not be set: ${found[1]}`,
          span: spanOf(key),
          help: 'Remove it.',
        },
      ];
    });
  },
};
