import { describe, expect, test } from 'vitest';
import { ignoredNames } from '../inputs/ignored-names.ts';
import { glob, type GlobPart } from './glob.ts';
import { pathPattern } from './path-pattern.ts';
import { workspacePattern } from './workspace-pattern.ts';

const wildcards = { '?': 'character', '*': 'name', '#': 'path', '@': 'directories' } as const;
const expressions = { '?': '[^/]', '*': '[^/]*', '#': '.*', '@': '(?:.*/)?' } as const;

/** `?`, `*`, `#` and `@` are the wildcards. */
const partsOf = (pattern: string): readonly GlobPart[] =>
  Array.from(pattern, (each) =>
    each in wildcards ? { any: wildcards[each as keyof typeof wildcards] } : each,
  );

function* words(letters: string, longest: number): Iterable<string> {
  yield '';
  if (longest === 0) return;
  for (const rest of words(letters, longest - 1)) for (const letter of letters) yield letter + rest;
}

test('every short glob matches what the regular expression does', () => {
  const texts = [...new Set(words('a/\n', 4))];
  const wrong: string[] = [];
  for (const pattern of new Set(words('a/?*#@', 4))) {
    const source = Array.from(
      pattern,
      (each) => (expressions[each as '?'] as string | undefined) ?? each,
    );
    const expression = new RegExp(`^${source.join('')}$`, 's');
    const matches = glob(partsOf(pattern));
    for (const text of texts) {
      if (matches(text) !== expression.test(text)) wrong.push(`${pattern} ${JSON.stringify(text)}`);
    }
  }
  expect(wrong).toEqual([]);
});

// A regular expression would not end in the life of the universe.
describe('many wildcards and a long name', () => {
  const name = 'a'.repeat(4000);
  test.each([
    ['a workspace', workspacePattern(`${'*a'.repeat(2000)}*b`)],
    ['directories of a workspace', workspacePattern(`${'**/'.repeat(2000)}b`)],
    ['a pattern of paths', pathPattern(`${'*a'.repeat(2000)}*b`).matches],
    ['a .dockerignore', ignoredNames([`${'*a'.repeat(2000)}*b`]) ?? (() => true)],
    ['directories of a .dockerignore', ignoredNames([`${'**/'.repeat(2000)}b`]) ?? (() => true)],
  ])('of %s', (_, matches) => {
    expect(matches(name)).toBe(false);
    expect(matches('a/'.repeat(2000))).toBe(false);
  });
});
