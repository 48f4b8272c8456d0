import { mappingField, textEntries } from '../spec/lower/fields.ts';
import { spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

export const mirrorSlash: Rule = {
  meta: {
    code: 'mirror-slash',
    severity: 'warning',
    summary:
      'A prefix that ends with a slash and a replacement that does not join into another url.',
  },
  check({ image }) {
    const index = mappingField(image, 'index');
    return textEntries(index && mappingField(index, 'mirrors'))
      .filter(({ key, value }) => key.text.endsWith('/') !== value.text.endsWith('/'))
      .map(({ key, value }) => ({
        message: `"${key.text}" and "${value.text}" do not end alike: one slash is lost or doubled`,
        span: spanOf(value),
        help: 'Let both end with `/`.',
      }));
  },
};
