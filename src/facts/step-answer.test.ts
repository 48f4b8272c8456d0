import * as z from 'zod/mini';
import { expect, it } from 'vitest';
import { stepAnswer } from './step-answer.ts';

const schema = z.object({ version: z.string(), files: z.array(z.string()) });

it('reads the fields of the schema, and leaves out others', () => {
  const json = '{"version": "1", "files": ["a"], "more": 1}';
  expect(stepAnswer('release.py', schema, json)).toStrictEqual({ version: '1', files: ['a'] });
});

it.each([
  ['', 'steps/release.py answered no JSON'],
  ['{"version": 1, "files": []}', 'at version'],
  ['{"version": "1"}', 'at files'],
  ['{"version": "1", "files": [1]}', 'at files[0]'],
])('%j is an error with the name of the step', (json, words) => {
  expect(() => stepAnswer('release.py', schema, json)).toThrow(words);
});
