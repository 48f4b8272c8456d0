import { expect, it } from 'vitest';
import { baseName } from './base-name.ts';

it.each([
  ['a', 'a'],
  ['a/b.whl', 'b.whl'],
  ['/a/b', 'b'],
  ['https://files.example/a/b-1.0.tar.gz', 'b-1.0.tar.gz'],
  ['a/', ''],
])('the last part of %j is %j', (path, name) => {
  expect(baseName(path)).toBe(name);
});
