import ts from 'typescript';
import { SourceText } from '../../src/diagnostics/source-text.ts';
import { documentSchema } from '../../src/spec/schema/document.ts';
import { knownKeys } from '../../src/spec/schema/known-keys.ts';
import type { YamlNode } from '../../src/spec/yaml/node.ts';
import { readYaml } from '../../src/spec/yaml/read-yaml.ts';

/** Keys of grocker.yml, as `index.url`, that a definition gives, or one that a test writes. */
export function writtenKeys(file: string, text: string): ReadonlySet<string> {
  const definitions = file.endsWith('.ts') ? literals(file, text) : [text];
  return new Set(definitions.flatMap(definitionKeys));
}

function definitionKeys(text: string): readonly string[] {
  const { root, diagnostics } = readYaml(new SourceText('grocker.yml', text));
  return root === undefined || diagnostics.length > 0 ? [] : keysBelow(root, []);
}

/** A step into a list, or into a mapping whose names people choose. */
const item = '0';

function keysBelow(node: YamlNode, path: readonly string[]): readonly string[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'sequence')
    return node.items.flatMap((each) => keysBelow(each, [...path, item]));
  const known = knownKeys(documentSchema, path);
  return node.entries.flatMap(({ key, value }) => {
    // A service has the keys of the file.
    if (path.length === 1 && path[0] === 'services') return keysBelow(value, []);
    if (known.length === 0) return keysBelow(value, [...path, item]);
    if (!known.includes(key.text)) return [];
    const below = [...path, key.text];
    return [below.filter((step) => step !== item).join('.'), ...keysBelow(value, below)];
  });
}

/** The texts of a program, and its lists of lines; what is put into a text is `x`. */
function literals(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const own = literal(node);
    if (own !== undefined) found.push(own);
    if (ts.isArrayLiteralExpression(node)) {
      found.push(node.elements.flatMap((element) => literal(element) ?? []).join('\n'));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

function literal(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('x');
}
