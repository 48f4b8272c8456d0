import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggestion.ts';
import { partSpan } from './yaml/node.ts';
import type { TextPiece, YamlNode, YamlScalar } from './yaml/node.ts';
import { resolveScalar } from './yaml/resolve-scalar.ts';

/** Values of the declared build arguments; undefined where one has none, which was reported. */
export type ArgumentValues = ReadonlyMap<string, string | undefined>;

const reference = /\$?\$\{([^}\r\n]*)(\}?)/g;
const argumentName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `${NAME}` in every text of a node replaced by the argument's value; `$${` is a `${` as text. */
export function substitute(
  node: YamlNode,
  values: ArgumentValues,
  report: (diagnostic: Diagnostic) => void,
): YamlNode {
  switch (node.kind) {
    case 'scalar':
      return node.text.includes('${') ? substituteText(node, values, report) : node;
    case 'sequence':
      return { ...node, items: node.items.map((item) => substitute(item, values, report)) };
    case 'mapping':
      return {
        ...node,
        entries: node.entries.map(({ key, value }) => ({
          key,
          value: substitute(value, values, report),
        })),
      };
  }
}

function substituteText(
  scalar: YamlScalar,
  values: ArgumentValues,
  report: (diagnostic: Diagnostic) => void,
): YamlScalar {
  let text = '';
  let done = 0;
  const pieces: TextPiece[] = [];
  const add = (added: string, from: number, to: number, exact: boolean) => {
    if (from === to) return;
    const span = offsetsOf(scalar, from, to);
    if (span !== undefined) {
      pieces.push({ from: text.length, to: text.length + added.length, ...span, exact });
    }
    text += added;
  };
  for (const match of scalar.text.matchAll(reference)) {
    const [written, name = '', close] = match;
    const end = match.index + written.length;
    add(scalar.text.slice(done, match.index), done, match.index, true);
    done = end;
    if (written.startsWith('$$')) {
      add(written.slice(1), match.index, end, false);
      continue;
    }
    const span = partSpan(scalar, match.index, end);
    if (close === '' || !argumentName.test(name)) {
      report({
        code: 'invalid-argument-reference',
        severity: 'error',
        message: `"${written}" is no reference to a build argument`,
        span,
        help: 'Write `${NAME}`, or `$${` for the text `${` itself.',
      });
    } else if (!values.has(name)) {
      report({
        code: 'unknown-argument',
        severity: 'error',
        message: `the build argument "${name}" is not declared${didYouMean(name, values.keys())}`,
        span,
        help: `Declare it under \`args\`, or write \`$\${${name}}\` for the text itself.`,
      });
    } else {
      add(values.get(name) ?? '', match.index, end, false);
    }
  }
  add(scalar.text.slice(done), done, scalar.text.length, true);
  const value = isPlain(scalar) ? resolveScalar(text) : text;
  return { ...scalar, text, value: value ?? text, pieces };
}

function isPlain(scalar: YamlScalar): boolean {
  const first = scalar.source.text[scalar.start];
  return first !== '"' && first !== "'" && first !== '|' && first !== '>';
}

function offsetsOf(
  scalar: YamlScalar,
  from: number,
  to: number,
): { readonly start: number; readonly end: number } | undefined {
  const [piece] = scalar.pieces;
  if (piece === undefined) return undefined;
  return { start: piece.start + from, end: piece.start + to };
}
