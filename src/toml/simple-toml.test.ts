import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parseSimpleToml } from './simple-toml.ts';

/** The equality that JSON keeps: dates are of another class, and tables have another prototype. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('parseSimpleToml', () => {
  it.each([
    ['', {}],
    ['a = 1 # one\n', { a: 1 }],
    ['a = \'x\'\nb = "y"\n', { a: 'x', b: 'y' }],
    ['"a b" = [1, [true, false], ]\n', { 'a b': [1, [true, false]] }],
    ['a = { b = { c = "" } }', { a: { b: { c: '' } } }],
    ['[[p]]\nn = 1\n[p.q]\nm = 2\n[[p]]\nn = 3\n', { p: [{ n: 1, q: { m: 2 } }, { n: 3 }] }],
    ['[a.b]\nc = 1\n[a]\nd = 2\n', { a: { b: { c: 1 }, d: 2 } }],
    ['a = [\n  # none\n]\n', { a: [] }],
    [
      'a = [{ b = "x", c = 0, d = "y" }, {b = "z"}]\n',
      { a: [{ b: 'x', c: 0, d: 'y' }, { b: 'z' }] },
    ],
    [
      'a = { b = 1, c = 2, d = 3, e = 4, f = 5 }\ng = { b = "", c = "x" } # one\n',
      { a: { b: 1, c: 2, d: 3, e: 4, f: 5 }, g: { b: '', c: 'x' } },
    ],
  ])('%j', (text, value) => {
    expect(parseSimpleToml(text, 64)).toEqual(value);
  });

  it.each([
    ['an escape', 'a = "\\n"'],
    ['a text of several lines', 'a = """x"""'],
    ['a dotted key', 'a.b = 1'],
    ['a float', 'a = 1.5'],
    ['a key twice', 'a = 1\na = 2'],
    ['a key twice in an inline table', 'a = { b = "x", b = "y" }'],
    ['an unsafe key in an inline table', 'a = { __proto__ = "x" }'],
    ['a table twice', '[a]\n[a]\n'],
    ['a table into an inline one', 'a = {}\n[a.b]\n'],
    ['a table into an array of values', 'a = []\n[[a]]\n'],
    ['two on a line', 'a = 1 b = 2'],
    ['no value', 'a =\n'],
    ['a string without end', 'a = "x\n'],
    ['a string over two lines', 'a = "x\ny"\n'],
    ['an inline table over two lines', 'a = { b = 1,\n c = 2 }\n'],
    ['a comma at the end of an inline table', 'a = { b = 1, }\n'],
    ['a carriage return', 'a = 1\r\n'],
    ['a leading zero', 'a = 01'],
    ['a number beyond 53 bits', 'a = 9007199254740993'],
    ['nesting beyond the bound', `a = ${'['.repeat(65)}${']'.repeat(65)}`],
    ['an unsafe key', '__proto__ = 1'],
  ])('leaves %s to the full parser', (_, text) => {
    expect(parseSimpleToml(text, 64)).toBeUndefined();
  });

  const root = join(import.meta.dirname, '../../test/locks');
  const locks = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:toml|lock)$/.test(name) && !name.endsWith('Pipfile.lock'))
    .map((name) => [name, readFileSync(join(root, name), 'utf8')] as const);

  it.each(locks)('reads %s as the full parser does', (_, text) => {
    const simple = parseSimpleToml(text, 64);
    if (simple !== undefined) expect(plain(simple)).toEqual(plain(parse(text)));
  });

  it('reads the locks of uv, which are the largest', () => {
    const uv = locks.filter(([name]) => name.endsWith('uv.lock'));
    expect(uv.filter(([, text]) => parseSimpleToml(text, 64) === undefined)).toEqual([]);
    expect(uv.length).toBeGreaterThan(5);
  });

  it('never reads a text that the full parser refuses, nor differently', () => {
    const part = fc.constantFrom(
      ...['a', 'b', '1', '-', '"', "'", '""', '=', ' = ', '.', ',', ', ', '{', '}', '[', ']', '[['],
      ...[
        ']]',
        '\n',
        ' ',
        '\t',
        '#',
        'true',
        '0',
        '_',
        '"x"',
        "'y'",
        '[a]\n',
        '[[a]]\n',
        '[a.b]\n',
      ],
      ...[
        'a = 1\n',
        'b = {a = "x"}\n',
        '{ a = "x", b = 1 }',
        'a = [',
        '1979-05-27T07:32:00Z',
        '\u00e9',
        '\n[[a.b]]\n',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const text = parts.join('');
        const simple = parseSimpleToml(text, 64);
        if (simple !== undefined) expect(plain(simple)).toEqual(plain(parse(text)));
      }),
      { numRuns: 20_000, seed: 1 },
    );
  });
});
