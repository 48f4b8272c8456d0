import { mappingEntries, mappingField, scalarField } from '../spec/lower/fields.ts';
import { partSpan, spanOf } from '../spec/yaml/node.ts';
import type { Finding, Rule } from './rule.ts';

export const unsignedRepository: Rule = {
  meta: {
    code: 'unsigned-repository',
    severity: 'warning',
    summary: 'Without a key, the origin of a repository’s packages is not verified.',
  },
  check({ image }) {
    return mappingEntries(mappingField(image, 'repositories')).flatMap(
      ({ key, value }): readonly Finding[] => {
        const uri = scalarField(value, 'uri');
        const trusted = uri && /\btrusted=yes\b/i.exec(uri.text);
        if (uri !== undefined && trusted) {
          return [
            {
              message: `the repository "${key.text}" is trusted without a signature`,
              span: partSpan(uri, trusted.index, trusted.index + trusted[0].length),
              help: 'Give its key under `key`.',
            },
          ];
        }
        if (scalarField(value, 'key') !== undefined) return [];
        return [
          {
            message: `the repository "${key.text}" has no key`,
            span: spanOf(key),
            help: 'Give the armored key that signs it under `key`.',
          },
        ];
      },
    );
  },
};
