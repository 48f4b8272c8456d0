import { describe, expect, it } from 'vitest';
import { checkArguments, repeated } from './command-arguments.ts';
import type { CommandArgument } from './command-arguments.ts';

const known = {
  word: { type: 'positional' },
  config: { type: 'string', alias: 'c', repeatable: true },
  runtime: { type: 'string', alias: 'r' },
  push: { type: 'boolean' },
  'final-images': { type: 'boolean', alias: ['f', 'including-final-images'] },
  format: { type: 'enum', options: ['a', 'b'] },
} as const satisfies Readonly<Record<string, CommandArgument>>;

describe('checkArguments', () => {
  it.each([
    [[]],
    [['word', '-c', 'a', '--config=b', '-cc', '--push', '--no-push', '-f', '-r', 'x']],
    [['--including-final-images', '--format', 'a', '-r', '-x']],
    [['--', '-word']],
  ])('takes %j', (words) => {
    expect(() => {
      checkArguments(words, known);
    }).not.toThrow();
  });

  it.each([
    [['--confg', 'a'], 'unknown flag "--confg" · did you mean "--config"?'],
    [['--no-psh'], 'unknown flag "--no-psh" · did you mean "--no-push"?'],
    [['--no-config'], 'unknown flag "--no-config" · did you mean "--config"?'],
    [['-x'], 'unknown flag "-x"'],
    [['-c'], '-c needs a value'],
    [['--runtime'], '--runtime needs a value'],
    [['-r', 'a', '--runtime', 'b'], '--runtime is given twice'],
    [['--push=yes'], '--push takes no value'],
    [['one', 'two'], 'unexpected "two"'],
    [['--', 'one', 'two'], 'unexpected "two"'],
  ])('refuses %j', (words, message) => {
    expect(() => {
      checkArguments(words, known);
    }).toThrow(message);
  });
});

it.each([
  [
    ['-c', 'a', 'word', '--config', 'b', '--config=c', '-cd'],
    ['a', 'b', 'c', 'd'],
  ],
  [['--push'], []],
  [['--', '-c', 'a'], []],
])('reads every value of %j', (words, expected) => {
  expect(repeated(words, known, 'config')).toEqual(expected);
});
