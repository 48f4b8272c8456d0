import { describe, expect, it } from 'vitest';
import { ParseError } from '../diagnostics/parse-error.ts';
import { formatSpecifiers, parseSpecifiers, specifierContains } from './specifier.ts';

describe('specifierContains', () => {
  // The statements of PEP 440, "Version specifiers", operator by operator.
  it.each([
    ['~=2.2', '2.2', true],
    ['~=2.2', '2.9', true],
    ['~=2.2', '3.0', false],
    ['~=2.2', '2.1', false],
    ['~=1.4.5', '1.4.9', true],
    ['~=1.4.5', '1.5', false],
    ['~=2.2.post3', '2.2', false],
    ['~=2.2.post3', '2.3', true],
    ['~=1.4.5a4', '1.4.5a3', false],
    ['~=1.4.5a4', '1.4.9', true],
    ['~=2.2.0', '2.3', false],
    ['~=1!2.2', '2.2', false],
    ['==1.1', '1.1.post1', false],
    ['==1.1.post1', '1.1.post1', true],
    ['==1.1.*', '1.1.post1', true],
    ['==1.1', '1.1a1', false],
    ['==1.1a1', '1.1a1', true],
    ['==1.1.*', '1.1a1', true],
    ['==1.1', '1.1.0', true],
    ['==1.1', '1.1.dev1', false],
    ['==1.1.*', '1', false],
    ['==1.0.*', '1', true],
    ['==1.1', '1.1+local', true],
    ['==1.1+local', '1.1', false],
    ['==1.1+local.1', '1.1+local-1', true],
    ['!=1.1', '1.1.post1', true],
    ['!=1.1.post1', '1.1.post1', false],
    ['!=1.1.*', '1.1.post1', false],
    ['!=1.1', '1.1+local', false],
    ['>=1.0', '1.0+local', true],
    ['<=1.0', '1.0+local', true],
    ['>1.7', '1.7.1', true],
    ['>1.7', '1.7.0.post1', false],
    ['>1.7.post2', '1.7.1', true],
    ['>1.7.post2', '1.7.0.post3', true],
    ['>1.7.post2', '1.7.0', false],
    ['>1.7', '1.7+local', false],
    ['<1.7', '1.7a1', false],
    ['<1.7', '1.6.9a1', true],
    ['<1.7a2', '1.7a1', true],
    ['===foobar', 'foobar', true],
    ['===foobar', 'FooBar', true],
    ['===1.0', '1.0.0', false],
    ['===1.0', '1.0+downstream1', false],
    ['>=0.9,!=1.3.4.*,<2', '1.3', true],
    ['>=0.9,!=1.3.4.*,<2', '1.3.4.1', false],
    ['', '1.0', true],
    ['', 'not a version', true],
    ['>=0', 'not a version', false],
  ])('%s contains %s: %s', (specifiers, candidate, expected) => {
    expect(specifierContains(parseSpecifiers(specifiers), candidate)).toBe(expected);
  });

  it.each([
    [undefined, true],
    [true, true],
    [false, false],
  ])('a pre-release, prereleases %s: %s', (prereleases, expected) => {
    const options = prereleases === undefined ? {} : { prereleases };
    expect(specifierContains(parseSpecifiers('>=1.0'), '2.0a1', options)).toBe(expected);
  });
});

describe('parseSpecifiers', () => {
  it('formats parsed specifiers', () => {
    expect(formatSpecifiers(parseSpecifiers(' >= 1.0 ,<2,, !=1.5.* '))).toBe('>=1.0,<2,!=1.5.*');
  });

  it.each([
    ['1.0', 0, 3],
    ['>=1.0,2.0', 6, 9],
    ['>=1.0, >1.*', 7, 11],
    ['~=1', 0, 3],
    ['~=1.0+local', 0, 11],
    ['<1.0+local', 0, 10],
    ['==1.0a1.*', 0, 9],
    ['==1.0+a.*', 0, 9],
    ['=1.0', 0, 4],
    ['===', 0, 3],
    ['>=1.0 <2', 0, 8],
  ])('refuses %j from %i to %i', (text, start, end) => {
    const wrong = text.slice(start, end);
    expect(() => parseSpecifiers(text)).toThrow(
      expect.objectContaining({
        constructor: ParseError,
        message: `\`${wrong}\` is not a version specifier`,
        text,
        start,
        end,
      }),
    );
  });
});
