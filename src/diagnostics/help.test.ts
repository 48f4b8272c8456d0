import { expect, test } from 'vitest';
import { errorAt } from './error-at.ts';
import { continued, type Help } from './help.ts';

const place = { line: 1, column: 1 };
const span = { file: 'grocker.yml', start: place, end: place };
const remedyOf = (name: string): Help => `Add ${name} to \`packages\`.`;

/** `npm run typecheck` holds it for all of src: each `help` is of this type. */
test.each([
  ['a sentence', 'Add it.' satisfies Help],
  ['a sentence with a name in it', remedyOf('flask')],
  // @ts-expect-error it has no capital
  ['no capital', 'add it.' satisfies Help],
  // @ts-expect-error it has no full stop
  ['no full stop', 'Add it' satisfies Help],
  // @ts-expect-error it begins with any text
  ['a beginning that is not known', `${span.file} is wrong.` satisfies Help],
  // @ts-expect-error it ends with any text
  ['an end that is not known', `Add ${span.file}` satisfies Help],
])('the type tells %s', (_, text) => {
  expect(text).not.toBe('');
});

test('a diagnostic has no other help', () => {
  const text = 'add it '.trim();
  // @ts-expect-error a text is not a sentence
  expect(errorAt(span, 'unknown-key', 'unknown key', text)).toHaveProperty('help', text);
  expect(errorAt(span, 'unknown-key', 'unknown key', 'Add it.').help).toBe('Add it.');
});

test('more words stand before the full stop', () => {
  expect(continued('Add it.', ', or remove it')).toBe('Add it, or remove it.');
  expect(continued(continued('Add it.', ''), '; then build')).toBe('Add it; then build.');
});
