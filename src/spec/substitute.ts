import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { errorAt } from '../diagnostics/error-at.ts';
import { didYouMean } from '../diagnostics/suggestion.ts';
import { partRange, partSpan } from './yaml/node.ts';
import type { TextPiece, YamlMapping, YamlNode, YamlScalar } from './yaml/node.ts';
import { resolveScalar } from './yaml/resolve-scalar.ts';

/** Values of the declared build arguments; undefined if one has none, which was reported. */
export type ArgumentValues = ReadonlyMap<string, string | undefined>;

const reference = /\$?\$\{([^}\r\n]*)(\}?)/g;
/** The same where nothing is escaped yet. */
const bareReference = /\$\{[^}\r\n]*\}?/g;

/** UTF-16 code units that a text may have once its arguments are in it. */
const longestText = 1024 * 1024;

/** Declared arguments among which a likely one is looked for. */
const mostCompared = 100;

const argumentName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * `${NAME}` in every text of a node replaced by the argument's value; `$${` is a `${` as text.
 * References to unknown arguments are reported and left out of the node.
 */
export function substitute(
  node: YamlNode,
  values: ArgumentValues,
  report: (diagnostic: Diagnostic) => void,
): YamlNode | undefined {
  switch (node.kind) {
    case 'scalar':
      return node.text.includes('${') ? substituteText(node, values, report) : node;
    case 'sequence':
      return {
        ...node,
        items: node.items.flatMap((item) => substitute(item, values, report) ?? []),
      };
    case 'mapping':
      return substituteMapping(node, values, report);
  }
}

export function substituteMapping(
  mapping: YamlMapping,
  values: ArgumentValues,
  report: (diagnostic: Diagnostic) => void,
): YamlMapping {
  const entries = mapping.entries.flatMap(({ key, value }) => {
    const substituted = substitute(value, values, report);
    return substituted === undefined ? [] : [{ key, value: substituted }];
  });
  return { ...mapping, entries };
}

/** A substituted mapping as one writes it: substituted again, it is the same. */
export function writtenMapping(mapping: YamlMapping): YamlMapping {
  const entries = mapping.entries.map(({ key, value }) => ({ key, value: writtenNode(value) }));
  return { ...mapping, entries };
}

function writtenNode(node: YamlNode): YamlNode {
  switch (node.kind) {
    case 'scalar': {
      if (!node.text.includes('${')) return node;
      const text = node.text.replace(bareReference, '$$$&');
      return { ...node, text, value: text, pieces: [] };
    }
    case 'sequence':
      return { ...node, items: node.items.map(writtenNode) };
    case 'mapping':
      return writtenMapping(node);
  }
}

function substituteText(
  scalar: YamlScalar,
  values: ArgumentValues,
  report: (diagnostic: Diagnostic) => void,
): YamlScalar | undefined {
  let failed = false;
  let text = '';
  let done = 0;
  const pieces: TextPiece[] = [];
  const add = (added: string, from: number, to: number, exact: boolean) => {
    if (from === to) return;
    const part = partRange(scalar, from, to);
    const isExact = exact && part.end - part.start === added.length;
    pieces.push({ from: text.length, to: text.length + added.length, ...part, exact: isExact });
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
      failed = true;
      report({
        code: 'invalid-argument-reference',
        severity: 'error',
        message: `"${written}" is not a reference to a build argument`,
        span,
        help: 'Write `${NAME}`, or `$${` for the text `${` itself.',
      });
    } else if (!values.has(name)) {
      failed = true;
      // A person who declares more than these did not misspell one of them.
      const candidates = values.size > mostCompared ? [] : values.keys();
      report({
        code: 'unknown-argument',
        severity: 'error',
        message: `the build argument "${name}" is not declared${didYouMean(name, candidates)}`,
        span,
        help: `Declare it under \`args\`, or write \`$\${${name}}\` for the text itself.`,
      });
    } else {
      const value = values.get(name);
      failed ||= value === undefined;
      if (text.length + (value ?? '').length > longestText) {
        report(
          errorAt(
            span,
            'out-of-range',
            `with its arguments the text is longer than ${longestText} characters`,
          ),
        );
        return undefined;
      }
      add(value ?? '', match.index, end, false);
    }
  }
  add(scalar.text.slice(done), done, scalar.text.length, true);
  if (failed) return undefined;
  const value = scalar.plain ? resolveScalar(text) : text;
  return { ...scalar, text, value: value ?? text, pieces };
}
