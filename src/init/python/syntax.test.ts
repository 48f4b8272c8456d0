import { expect, test } from 'vitest';
import { definedNames } from './defined-names.ts';
import { readModule } from './python-module.ts';
import { ERROR_KIND, parsePython, type Syntax } from './syntax.ts';

const many = 20_000;

function depth(node: Syntax): number {
  return 1 + Math.max(0, ...node.children.map(depth));
}

function hasError(node: Syntax): boolean {
  return node.kind === ERROR_KIND || node.children.some(hasError);
}

test.each([
  ['brackets', '('.repeat(many) + ')'.repeat(many)],
  ['brackets that do not end', 'a = ' + '['.repeat(many)],
  ['braces of many kinds', '{['.repeat(many)],
  ['signs', `a = ${'-'.repeat(many)}1`],
  ['negations', `a = ${'not '.repeat(many)}1`],
  ['functions', `a = ${'lambda: '.repeat(many)}1`],
  ['powers', `a = ${'a ** '.repeat(many)}1`],
  ['members', `a${'.a'.repeat(many)}`],
  ['calls', `a${'()'.repeat(many)}`],
])('a module of %s within one another is read in part', (_, text) => {
  const read = parsePython(text);
  expect(depth(read)).toBeLessThan(1100);
  expect(hasError(read)).toBe(true);
  expect(() => readModule('app.py', text)).not.toThrow();
  expect(() => definedNames(text)).not.toThrow();
});

test('a module of brackets as deep as Python reads them is read whole', () => {
  const read = parsePython(`a = ${'('.repeat(199)}1${')'.repeat(199)}\n`);
  expect(hasError(read)).toBe(false);
});

/** An expression with all its operators in parentheses. */
function grouped(node: Syntax): string {
  const inner = node.children.map(grouped);
  if (node.kind === 'BinaryExpression' || node.kind === 'UnaryExpression') {
    return `(${inner.join(' ')})`;
  }
  return node.kind === 'ParenthesizedExpression' ? (inner[1] ?? '') : node.text;
}

test.each([
  ['not a or not b', '((not a) or (not b))'],
  ['not a and b or c', '(((not a) and b) or c)'],
  ['a and not b or c', '((a and (not b)) or c)'],
  ['a or not b and c', '(a or ((not b) and c))'],
  ['a or not b or c and not d and e', '((a or (not b)) or ((c and (not d)) and e))'],
  ['not (a or b)', '(not (a or b))'],
  ['not not a or b', '((not (not a)) or b)'],
  ['a or b and c', '(a or (b and c))'],
])('%s', (text, expected) => {
  const expression = parsePython(text).children[0]?.children[0];
  expect(expression && grouped(expression)).toBe(expected);
  expect(expression?.text).toBe(text);
});
