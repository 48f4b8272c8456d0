import { mappingEntries, mappingField, scalarField } from '../spec/lower/fields.ts';
import { spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

export const buildNetwork: Rule = {
  meta: {
    code: 'build-network',
    severity: 'info',
    summary:
      'No lock pins the files that a build fetches itself, and the build can send data anywhere.',
  },
  check({ image }) {
    return mappingEntries(mappingField(image, 'compile')).flatMap(({ key, value }) => {
      const network = scalarField(value, 'network');
      if (network?.text !== 'true') return [];
      return [
        {
          message: `the build of ${key.text} has a network`,
          span: spanOf(network),
          help: 'Choose a version that has a wheel, or one whose sdist contains everything that its build needs.',
        },
      ];
    });
  },
};
