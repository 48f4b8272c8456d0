import { expect, test } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import type { FactSource } from './fact-source.ts';
import { parseRecordedFacts, recordFacts, replayFacts } from './recorded-facts.ts';

const platform = { os: 'linux', architecture: 'amd64' } as const;
const question = { platform, base: 'debian', repositories: [], lists: [['python3']] };

const world = {
  definition: () => Promise.resolve(new SourceText('grocker.yml', 'release: a==1\n')),
  files: () => Promise.resolve({ 'pyproject.toml': '[project]', 'locks/pylock.prod.toml': '' }),
  systemPackages: () => Promise.resolve('stage\nrecords\n'),
} as unknown as FactSource;

async function recorded() {
  const recorder = recordFacts(world);
  await recorder.definition();
  await recorder.files({ patterns: ['pyproject.toml', 'locks/pylock.*.toml'] });
  await recorder.systemPackages(question);
  return recorder.facts();
}

test('a recording answers the same again, from a copy', async () => {
  const replayed = replayFacts(structuredClone(await recorded()));
  expect((await replayed.definition()).text).toBe('release: a==1\n');
  expect(await replayed.systemPackages(question)).toBe('stage\nrecords\n');
});

test('files are known whichever question they were read for', async () => {
  const replayed = replayFacts(await recorded());
  expect(await replayed.files({ patterns: ['setup.py', 'pyproject.toml'] })).toEqual({
    'pyproject.toml': '[project]',
  });
  expect(Object.keys(await replayed.files({ patterns: ['locks/*.toml'] }))).toEqual([
    'locks/pylock.prod.toml',
  ]);
  expect(await replayed.files({ patterns: ['*.toml'] })).toEqual({ 'pyproject.toml': '[project]' });
});

test('a question with a new, empty field is the same question', async () => {
  const replayed = replayFacts(await recorded());
  const more = { ...question, snapshot: null, holds: [] };
  expect(await replayed.systemPackages(more)).toBe('stage\nrecords\n');
});

test('a question that was not recorded is an error', async () => {
  const replayed = replayFacts(await recorded());
  const other = { ...question, lists: [['libzbar0']] };
  await expect(replayed.systemPackages(other)).rejects.toMatchObject({
    diagnostics: [{ code: 'unrecorded-fact' }],
  });
});

test.each([
  ['text that is not JSON', '{'],
  ['another version', { version: 2 }],
  ['an unknown kind', { answers: [{ kind: 'weather', question: {}, answer: '' }] }],
  ['files that are not texts', { answers: [{ kind: 'files', question: {}, answer: { a: 1 } }] }],
  ['a base image without its config', { answers: [{ kind: 'baseImage', answer: {} }] }],
])('a recording is refused: %s', (_what, damage) => {
  const whole = { version: 1, definition: { name: 'grocker.yml', text: '' }, answers: [] };
  expect(parseRecordedFacts(JSON.stringify(whole))).toEqual(whole);
  const text = typeof damage === 'string' ? damage : JSON.stringify({ ...whole, ...damage });
  expect(() => parseRecordedFacts(text)).toThrow();
});
