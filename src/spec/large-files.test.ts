import { expect, it } from 'vitest';
import { leastProcessorMilliseconds } from '../../test/support/processor-time.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from './parse-spec.ts';

const size = 80_000;

/** Lines to the size of a file that nobody writes by hand. */
function lines(head: string, line: (index: number) => string, end = size): string {
  let text = head;
  for (let index = 0; text.length < end; index++) text += line(index);
  return text;
}

/** What grows with the square of a file's length takes several seconds here, the rest 0.2 at most. */
const longestMilliseconds = 1000;

it.each<[string, string, string]>([
  ['unknown keys', lines('', (i) => `key${i}: 1\n`), 'unknown-key'],
  ['keys that are given twice', lines('', () => 'release: a\n'), 'duplicate-key'],
  ['variables without a value', lines('envs:\n', (i) => `  ab${i}:\n`), 'wrong-type'],
  ['labels that are lists', lines('labels:\n', (i) => `  a${i}: [1]\n`), 'wrong-type'],
  ['services', lines('services:\n', (i) => `  s${i}: {cmd: [a]}\n`), 'out-of-range'],
  [
    'services with mistakes',
    lines('release: a==1\nservices:\n', (i) => `  s${i}: {prots: [1]}\n`),
    'unknown-key',
  ],
  ['packages that are none', lines('packages:\n', (i) => `- a=${i}\n`), 'invalid-requirement'],
  ['a port of many digits', `ports: ["${'8'.repeat(size)}"]\n`, 'invalid-port'],
  [
    'arguments that are not declared',
    lines(
      lines('args:\n', (i) => `  a${i}: x\n`, size / 2) + 'envs:\n',
      (i) => `  b${i}: \${aa${i}}\n`,
    ),
    'unknown-argument',
  ],
])('%s are told in time', async (_, text, code) => {
  const source = new SourceText('grocker.yml', text);
  const read = () => parseSpec(source);
  const least = await leastProcessorMilliseconds(longestMilliseconds, 3, read);
  expect(least).toBeLessThan(longestMilliseconds);
  const { diagnostics } = read();
  expect(new Set(diagnostics.map((each) => each.code))).toStrictEqual(new Set([code]));
});
