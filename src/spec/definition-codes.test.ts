import { describe, expect, it } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { definitionCodes } from '../diagnostics/definition-codes.ts';
import { parseSpec } from './parse-spec.ts';

const codesOf = (text: string) => [
  ...new Set(parseSpec(new SourceText('grocker.yml', text)).diagnostics.map(({ code }) => code)),
];

describe.each(Object.entries(definitionCodes))('%s', (code, { bad, good }) => {
  it('is what its example gets', () => {
    expect(codesOf(bad)).toStrictEqual([code]);
  });

  it.runIf(good !== undefined)('is not what the mended example gets', () => {
    expect(codesOf(good ?? '')).toStrictEqual([]);
  });
});
