import { mappingField } from '../spec/lower/fields.ts';
import { spanOf } from '../spec/yaml/node.ts';
import type { YamlNode } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

export const unusedArgument: Rule = {
  meta: {
    code: 'unused-argument',
    severity: 'warning',
    summary: 'A build argument that no text refers to has no effect.',
  },
  check({ written }) {
    const used = references(written);
    return (mappingField(written, 'args')?.entries ?? [])
      .filter(({ key }) => !used.has(key.text))
      .map(({ key }) => ({
        message: `nothing refers to the build argument "${key.text}"`,
        span: spanOf(key),
        help: `Write \`$\{${key.text}}\` where its value belongs, or remove it.`,
      }));
  },
};

function references(node: YamlNode): ReadonlySet<string> {
  if (node.kind === 'scalar') {
    return new Set(Array.from(node.text.matchAll(/(?<!\$)\$\{(\w+)\}/g), ([, name = '']) => name));
  }
  const inner = node.kind === 'sequence' ? node.items : node.entries.map(({ value }) => value);
  return new Set(inner.flatMap((child) => [...references(child)]));
}
