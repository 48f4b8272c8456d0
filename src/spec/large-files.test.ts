import { expect, it } from 'vitest';
import { largeFiles } from '../../test/support/large-files.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from './parse-spec.ts';

it.each(largeFiles)('%s are reported', (_, text, code) => {
  const { diagnostics } = parseSpec(new SourceText('grocker.yml', text));
  expect(new Set(diagnostics.map((each) => each.code))).toStrictEqual(new Set([code]));
});
