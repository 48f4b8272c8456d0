import { parser } from '@lezer/python';
import type { SyntaxNode } from '@lezer/common';

/** A node of a Python syntax tree, with its text. */
export interface Syntax {
  readonly kind: string;
  readonly text: string;
  readonly start: number;
  readonly children: readonly Syntax[];
}

/** The syntax tree of a module; what cannot be parsed is in nodes of the kind `⚠`. */
export function parsePython(text: string): Syntax {
  return syntax(parser.parse(text).topNode, text);
}

/** The name of the node for what cannot be parsed. */
export const ERROR_KIND = '\u26A0';

function syntax(node: SyntaxNode, text: string): Syntax {
  const children: Syntax[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    children.push(syntax(child, text));
  }
  return {
    kind: node.name,
    text: text.slice(node.from, node.to),
    start: node.from,
    children,
  };
}

/** The first child of a kind. */
export function childOf(node: Syntax, ...kinds: readonly string[]): Syntax | undefined {
  return node.children.find(({ kind }) => kinds.includes(kind));
}

/** The text of a literal without replacements, adjacent literals joined; undefined for all else. */
export function stringValue(node: Syntax | undefined): string | undefined {
  if (node?.kind === 'ContinuedString') {
    const parts = node.children.map(stringValue);
    return parts.includes(undefined) ? undefined : parts.join('');
  }
  if (node?.kind !== 'String') return undefined;
  return /^[rRuU]?("""|'''|"|')([^]*)\1$/.exec(node.text)?.[2];
}

/** `a.b.c` of a name or attribute, undefined for all else. */
export function dottedName(node: Syntax | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'VariableName') return node.text;
  if (node.kind !== 'MemberExpression') return undefined;
  const [object, dot, property] = node.children;
  if (dot?.kind !== '.' || property === undefined) return undefined;
  const owner = dottedName(object);
  return owner === undefined ? undefined : `${owner}.${property.text}`;
}

/** The arguments of a call: those by place, then those by name. */
export function argumentsOf(list: Syntax | undefined): {
  readonly positional: readonly Syntax[];
  readonly named: ReadonlyMap<string, Syntax>;
} {
  const positional: Syntax[] = [];
  const named = new Map<string, Syntax>();
  const parts = (list?.children ?? []).filter(({ kind }) => !['(', ')'].includes(kind));
  for (const part of split(parts)) {
    const [first, operator, value] = part;
    if (first === undefined) continue;
    if (operator?.kind === 'AssignOp' && value !== undefined) named.set(first.text, value);
    else positional.push(first);
  }
  return { positional, named };
}

/** The parts between commas. */
export function split(nodes: readonly Syntax[]): readonly (readonly Syntax[])[] {
  const parts: Syntax[][] = [[]];
  for (const node of nodes) {
    if (node.kind === ',') parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}
