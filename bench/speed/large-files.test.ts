import { expect, it } from 'vitest';
import { SourceText } from '../../src/diagnostics/source-text.ts';
import { parseSpec } from '../../src/spec/parse-spec.ts';
import { largeFiles } from '../../test/support/large-files.ts';
import { leastProcessorMilliseconds } from './processor-time.ts';

/** Quadratic work takes several seconds here, the rest 0.2 at most. */
const longestMilliseconds = 1000;

it.each(largeFiles)('%s are reported in time', async (_, text) => {
  const read = () => parseSpec(new SourceText('grocker.yml', text));
  const least = await leastProcessorMilliseconds(longestMilliseconds, 3, read);
  expect(least).toBeLessThan(longestMilliseconds);
});
