import { expect, it } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { dependencyGroupTexts } from './dependency-group-texts.ts';
import { tomlDocument } from './document.ts';
import { Fields } from './fields.ts';

function groupsOf(...lines: readonly string[]) {
  const source = new SourceText('pyproject.toml', lines.join('\n'));
  return dependencyGroupTexts(Fields.of(tomlDocument(source)));
}

it.each([
  [['a = ["x", {include-group = "B"}, "y"]', 'b = ["z"]'], { a: ['x', 'z', 'y'], b: ['z'] }],
  [['A_b = ["x"]', 'c = [{include-group = "a-B"}]'], { 'a-b': ['x'], c: ['x'] }],
  [
    ['a = ["x", {include-group = "b"}]', 'b = ["y", {include-group = "a"}]'],
    { a: ['x', 'y'], b: ['y', 'x'] },
  ],
  [
    [
      'top = [{include-group = "left"}, {include-group = "right"}]',
      'left = [{include-group = "base"}, "l"]',
      'right = [{include-group = "base"}, "r"]',
      'base = ["b"]',
    ],
    { top: ['b', 'l', 'r'], left: ['b', 'l'], right: ['b', 'r'], base: ['b'] },
  ],
  [['a = "x"', 'b = [1, {other = "a"}, {include-group = "none"}, "y"]'], { a: [], b: ['y'] }],
])('%j', (lines, expected) => {
  expect(groupsOf(...lines)).toEqual(expected);
});

it('has a group once that is included twice at every level', () => {
  const levels = Array.from(
    { length: 200 },
    (_, at) => `g${at + 1} = ["p${at + 1}"${`, {include-group = "g${at}"}`.repeat(2)}]`,
  );
  const { g200 } = groupsOf('g0 = ["p0"]', ...levels);
  expect(g200).toEqual(Array.from({ length: 201 }, (_, at) => `p${200 - at}`));
});
