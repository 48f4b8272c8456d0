import { describe, expect, it } from 'vitest';
import { parseEntryPoint, parseEntryPoints } from './entry-points.ts';

describe('parseEntryPoints', () => {
  it('reads the groups of the specification', () => {
    const text = `; written by a back end
[console_scripts]
foo = foomod:main
# One which depends on extras:
foobar = foomod:main_bar [bar, baz]

[pytest11]
nbval = nbval.plugin
[console_scripts]
more=a.b : c.d
`;
    const entry = (name: string, module: string, attribute?: string, extras: string[] = []) => ({
      name,
      module,
      attribute,
      extras,
    });
    expect([...parseEntryPoints(text)]).toEqual([
      [
        'console_scripts',
        [
          entry('foo', 'foomod', 'main'),
          entry('foobar', 'foomod', 'main_bar', ['bar', 'baz']),
          entry('more', 'a.b', 'c.d'),
        ],
      ],
      ['pytest11', [entry('nbval', 'nbval.plugin')]],
    ]);
  });

  it.each([
    ['a = b:c', 0, 7, 'expected a `[group]`'],
    ['[x]\na b', 4, 7, 'expected `name = module:attribute`'],
    ['[x]\n= b', 4, 7, 'expected `name = module:attribute`'],
    ['[x]\na = b:c:d', 4, 13, 'expected `module:attribute` after `=`'],
    ['[x]\na = ', 4, 8, 'expected `module:attribute` after `=`'],
  ])('refuses %j', (text, start, end, message) => {
    expect(() => parseEntryPoints(text)).toThrow(
      expect.objectContaining({ message, text, start, end }),
    );
  });
});

describe('parseEntryPoint', () => {
  it('refuses a text that is not an object reference', () => {
    expect(() => parseEntryPoint('a', 'not valid')).toThrow('expected `module:attribute`');
  });
});
