import { mappingField, textEntries } from '../spec/lower/fields.ts';
import { spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

export const mirrorSlash: Rule = {
  meta: {
    code: 'mirror-slash',
    severity: 'warning',
    summary:
      'A prefix and its replacement must end alike: if only one of them ends with a slash, the url is wrong.',
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
