import type { Checked, Document } from '../checked.ts';
import type { Spec } from '../spec.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { textError, scalarField } from './fields.ts';
import type { Report } from './fields.ts';

const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const prefixText = new RegExp(
  `^(?:[A-Za-z0-9.-]+(?::[0-9]+)?/)?${component}(?:/${component})*/?$|^[A-Za-z0-9.-]+(?::[0-9]+)?/?$`,
);
const baseNameText = new RegExp(`^${component}(?:/${component})*$`);

/** How images are named, by the grammar of image references. */
export function naming(root: Checked<Document>, report: Report): Spec['naming'] {
  const read = (node: YamlScalar | undefined, pattern: RegExp) => {
    // Grocker 8 took an empty text for none.
    if (node === undefined || node.text === '') return undefined;
    if (pattern.test(node.text)) return node.text.replace(/\/+$/, '');
    report(
      textError(node, 'invalid-image-name', `"${node.text}" cannot be part of an image's name`, {
        help: 'Use lower-case letters and digits, with `.`, `_`, `-` and `/` between them.',
      }),
    );
    return undefined;
  };
  const prefix = read(scalarField(root, 'docker_image_prefix'), prefixText);
  const baseName = read(scalarField(root, 'image_base_name'), baseNameText);
  return {
    ...(prefix === undefined ? {} : { prefix }),
    ...(baseName === undefined ? {} : { baseName }),
  };
}
