import { expect, test } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Foundation, PlannedCompile } from '../plan/plan.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import { isPythonAlone } from './python-alone.ts';

// Only the platform is asked of it.
const foundation = { platform: { os: 'linux', architecture: 'amd64' } } as Foundation;
const url = {
  from: 'url',
  url: 'https://files.example/a-1.tar.gz',
  sha256: 'a'.repeat(64),
} as const;
const sdist = { name: 'a', origin: { ...url, file: 'a-1.tar.gz' } };
const answers = (native: string | null) => ({ nativeSource: () => Promise.resolve(native) });

async function alone(
  text: string,
  planned: Pick<PlannedCompile, 'name' | 'origin'>,
  native: string | null = null,
) {
  const { spec } = parseSpec(new SourceText('grocker.yml', `runtime: trixie/3.13\n${text}`));
  if (spec === undefined) throw new Error('the definition has mistakes');
  return isPythonAlone(answers(native), spec, planned, foundation);
}

test.each([
  ['an sdist without native sources', '', sdist, null, true],
  ['an sdist with one', '', sdist, 'a.c', false],
  ['builds need system packages', 'dependencies: {build: [git]}\n', sdist, null, false],
  ['grocker.yml says how it is compiled', 'compile: {a: {envs: {A: b}}}\n', sdist, null, false],
  ['grocker.yml says it of another package', 'compile: {b: {envs: {A: b}}}\n', sdist, null, true],
  [
    'an sdist of the context',
    '',
    { name: 'a', origin: { from: 'context', path: 'dist/a-1.zip', exclude: [] } },
    null,
    true,
  ],
  [
    'a directory, whose files change',
    '',
    { name: 'a', origin: { from: 'context', path: 'a', exclude: [] } },
    null,
    false,
  ],
  [
    'a repository',
    '',
    { name: 'a', origin: { from: 'git', url: 'https://git.example/a', commit: 'a'.repeat(40) } },
    null,
    false,
  ],
] as const)('%s', async (_, text, planned, native, expected) => {
  expect(await alone(text, planned, native)).toBe(expected);
});
