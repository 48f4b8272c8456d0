import { expect, test } from 'vitest';
import type { PlannedCompile, PlannedPackage } from '../plan/plan.ts';
import { otherWheelFiles, otherPackages } from './other-package.ts';

const compiled = (
  version: string | null,
  origin: PlannedCompile['origin'] = {
    from: 'url',
    url: 'https://files.example/demo-1.0.tar.gz',
    sha256: '0'.repeat(64),
    file: 'demo-1.0.tar.gz',
  },
): PlannedCompile => ({
  kind: 'compile',
  name: 'demo',
  version,
  role: 'dependency',
  stage: 'compiler',
  origin,
  envs: [],
  configSettings: [],
});

const messages = (planned: PlannedPackage, ...installed: readonly [string, string][]) =>
  otherPackages(
    [planned],
    installed.map(([name, version]) => ({ name, version })),
  ).map(({ message }) => message);

test.each([
  ['1.0', '1.0'],
  ['1.0', '1.0.0'],
  ['1.0', '1.0+local'],
  ['2.0rc1', '2.0rc1'],
  [null, '7'],
])('a source of %j may make version %j', (locked, made) => {
  expect(messages(compiled(locked), ['demo', made])).toEqual([]);
});

test.each([
  ['1.0', '1.1'],
  ['1.0', '1.0.post1'],
  ['1.0+local', '1.0'],
  ['1.0', ''],
])('a source of %j may not make version %j', (locked, made) => {
  expect(messages(compiled(locked), ['demo', made])).toEqual([
    `the source of demo ${locked} makes version ${made}`,
  ]);
});

test('a source may not make another package, whatever its version', () => {
  const message = 'makes the wheel of another package';
  expect(messages(compiled('1.0'), ['other', '1.0'])).toEqual([
    `the source of demo 1.0 ${message}`,
  ]);
  expect(messages(compiled(null))).toEqual([`the source of demo ${message}`]);
});

const archive = { from: 'context', path: 'demo-1.0.tar.gz', exclude: [] } as const;

test('an archive of the context makes the package of its lock', () => {
  expect(messages(compiled('1.0', archive), ['demo', '1.0'])).toEqual([]);
  expect(messages(compiled('1.0', archive), ['demo', '2.0'])).toEqual([
    'the source of demo 1.0 makes version 2.0',
  ]);
  expect(messages(compiled('1.0', archive), ['other', '1.0'])).toHaveLength(1);
  expect(messages({ ...compiled('1.0', archive), isNameless: true }, ['other', '1.0'])).toEqual([]);
});

test.each([
  [['demo-1.0-py3-none-any.whl'], undefined],
  [['demo-1.1-py3-none-any.whl'], 'makes version 1.1'],
  [['other-1.0-py3-none-any.whl'], 'makes the wheel of another package'],
  [[], 'makes no file instead of one wheel'],
  [['demo.txt'], 'makes demo.txt instead of one wheel'],
  [
    ['demo-1.0-py3-none-any.whl', 'other-1.0-py3-none-any.whl'],
    'makes demo-1.0-py3-none-any.whl, other-1.0-py3-none-any.whl instead of one wheel',
  ],
])('a build that leaves %j', (files, words) => {
  const found = otherWheelFiles(compiled('1.0'), files).map(({ message }) => message);
  expect(found).toEqual(words === undefined ? [] : [`the source of demo 1.0 ${words}`]);
});

test('the name of a directory of the context may be a guess', () => {
  expect(
    messages(compiled('1.0', { from: 'context', path: 'demo', exclude: [] }), ['real', '2.0']),
  ).toEqual([]);
});
