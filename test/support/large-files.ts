const size = 80_000;

/** Lines up to the size of a very large file. */
function lines(head: string, line: (index: number) => string, end = size): string {
  let text = head;
  for (let index = 0; text.length < end; index++) text += line(index);
  return text;
}

/** Files of many mistakes: what they are, the text, and the code of all that there is to say. */
export const largeFiles: readonly (readonly [name: string, text: string, code: string])[] = [
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
];
