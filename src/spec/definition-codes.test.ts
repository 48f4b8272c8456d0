import { describe, expect, it } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { definitionCodes } from '../diagnostics/definition-codes.ts';
import { parseSpec } from './parse-spec.ts';

const codesOf = (text: string) => [
  ...new Set(parseSpec(new SourceText('grocker.yml', text)).diagnostics.map(({ code }) => code)),
];

describe.each(Object.entries(definitionCodes))('%s', (code, { bad, good }) => {
  it('is the code of its example', () => {
    expect(codesOf(bad)).toStrictEqual([code]);
  });

  it.runIf(good !== undefined)('the corrected example does not get it', () => {
    expect(codesOf(good ?? '')).toStrictEqual([]);
  });
});
