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
  try {
    if (bracketDepth(text) <= MOST_BRACKETS) return syntax(parser.parse(text).topNode, text, 0);
  } catch (error) {
    // The parser calls itself for each level.
    if (!(error instanceof RangeError)) throw error;
  }
  return { kind: 'Script', text, start: 0, children: [unread(0)] };
}

/** Python itself reads 200 brackets within one another; those in strings are counted here, too. */
const MOST_BRACKETS = 1000;
/** Nodes within one another; each reader of a tree calls itself for each level. */
const MOST_LEVELS = 1000;

function bracketDepth(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) {
    if (')]}'.includes(bracket)) depth = Math.max(0, depth - 1);
    else most = Math.max(most, ++depth);
  }
  return most;
}

function unread(start: number): Syntax {
  return { kind: ERROR_KIND, text: '', start, children: [] };
}

/** The name of the node for what cannot be parsed. */
export const ERROR_KIND = '\u26A0';

function syntax(node: SyntaxNode, text: string, level: number): Syntax {
  const children: Syntax[] = [];
  if (level === MOST_LEVELS) children.push(unread(node.from));
  else {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      children.push(syntax(child, text, level + 1));
    }
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
