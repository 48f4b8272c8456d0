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
  return regrouped({
    kind: node.name,
    text: text.slice(node.from, node.to),
    start: node.from,
    children,
  });
}

/**
 * An expression as Python groups it, where `not` binds tighter than `and` and `or`; for the parser it takes all that follows
 * (docs.python.org/3/reference/expressions.html#operator-precedence).
 */
function regrouped(node: Syntax): Syntax {
  const [first, second, third] = node.children;
  const isMisgrouped =
    (node.kind === 'UnaryExpression' && first?.kind === 'not' && isLogical(second)) ||
    (isLogical(node) && isLogical(third));
  if (!isMisgrouped) return node;
  const [left = node, ...rest] = operands(node);
  // Left to right, `or` of what `and` joins.
  const groups: { readonly or: Syntax | undefined; group: Syntax }[] = [
    { or: undefined, group: left },
  ];
  for (let at = 0; at + 1 < rest.length; at += 2) {
    const [operator, operand] = [rest[at], rest[at + 1]];
    const last = groups.at(-1);
    if (operator === undefined || operand === undefined || last === undefined) break;
    if (operator.kind === 'or') groups.push({ or: operator, group: operand });
    else last.group = joined(last.group, operator, operand);
  }
  return groups.reduce((before, { or, group }) => ({
    or,
    group: or === undefined ? group : joined(before.group, or, group),
  })).group;

  /** Two operands and what is between them. */
  function joined(before: Syntax, operator: Syntax, after: Syntax): Syntax {
    const end = after.start + after.text.length;
    return {
      kind: 'BinaryExpression',
      text: node.text.slice(before.start - node.start, end - node.start),
      start: before.start,
      children: [before, operator, after],
    };
  }
}

function isLogical(node: Syntax | undefined): boolean {
  return node?.kind === 'BinaryExpression' && /^(?:and|or)$/.test(node.children[1]?.kind ?? '');
}

/** The operands of `and` and `or`, with these between them. */
function operands(node: Syntax): readonly Syntax[] {
  const [first, second, third] = node.children;
  if (first === undefined || second === undefined) return [node];
  if (isLogical(node)) return third ? [...operands(first), second, ...operands(third)] : [node];
  if (node.kind !== 'UnaryExpression' || first.kind !== 'not') return [node];
  const [negated = second, ...others] = operands(second);
  const end = negated.start + negated.text.length - node.start;
  return [{ ...node, text: node.text.slice(0, end), children: [first, negated] }, ...others];
}

/** The first child of a kind. */
export function childOf(node: Syntax, ...kinds: readonly string[]): Syntax | undefined {
  return node.children.find(({ kind }) => kinds.includes(kind));
}

/** The name that a definition of a class or function gives to it. */
export function definedName(definition: Syntax): string {
  return childOf(definition, 'VariableName')?.text ?? '';
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
  for (const part of split(partsOf(list))) {
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

/** What an assignment gives, and to what, as in `a = b = 1`; undefined for another statement. */
export function assignmentOf(
  node: Syntax,
): { readonly targets: readonly Syntax[]; readonly value: Syntax | undefined } | undefined {
  if (node.kind !== 'AssignStatement') return undefined;
  const at = node.children.findLastIndex(({ kind }) => kind === 'AssignOp');
  // `name: type` alone.
  if (at === -1) return undefined;
  return { targets: node.children.slice(0, at), value: node.children[at + 1] };
}

/** What a dictionary has under a key: the parts after that. */
export function entryOf(node: Syntax, key: string): readonly Syntax[] | undefined {
  if (node.kind !== 'DictionaryExpression') return undefined;
  const parts = node.children.filter(({ kind }) => kind !== '{' && kind !== '}');
  return split(parts)
    .find(([written]) => stringValue(written) === key)
    ?.slice(1);
}

/** What is between the brackets of a list of parameters, a list or a tuple. */
export function partsOf(list: Syntax | undefined): readonly Syntax[] {
  return (list?.children ?? []).filter(({ kind }) => !/^[()[\]]$/.test(kind));
}

/** A node and all below it, in the order of the text. */
export function descendants(node: Syntax): readonly Syntax[] {
  const found: Syntax[] = [];
  const visit = (each: Syntax) => {
    found.push(each);
    each.children.forEach(visit);
  };
  visit(node);
  return found;
}
