import type { Report } from './lower/fields.ts';
import { textError } from './lower/fields.ts';
import type { YamlNode } from './yaml/node.ts';

/** No file name, argument, variable or label can hold these; escapes of YAML can write them. */
// eslint-disable-next-line no-control-regex -- it is what is looked for
const impossible = /\u0000|[\uD800-\uDFFF]/u;

/** Reports texts that cannot reach an image as they are: with NUL or half a surrogate pair. */
export function rejectImpossible(node: YamlNode, report: Report): void {
  if (node.kind === 'sequence') {
    for (const item of node.items) rejectImpossible(item, report);
  } else if (node.kind === 'mapping') {
    for (const { key, value } of node.entries) {
      rejectImpossible(key, report);
      rejectImpossible(value, report);
    }
  } else if (impossible.test(node.text)) {
    const what = node.text.includes('\0') ? 'NUL' : 'half a character';
    report(textError(node, 'control-character', `the text holds ${what}`));
  }
}
