import { expect, it } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
import { lintDirectories, lintFacts } from './lint-facts.ts';

const tree: Readonly<Record<string, readonly string[]>> = {
  '.': ['grocker.yml', 'uv.lock', 'services'],
  services: ['api', 'web'],
  'services/api': ['pyproject.toml'],
};

it.each([
  ['a project', '', ['.'], { locks: ['uv.lock'], hasSystemLock: false }],
  [
    'a member of a workspace',
    'project: services/api\n',
    ['services/api', 'services', '.'],
    { locks: ['uv.lock'], hasSystemLock: false },
  ],
  [
    'a release beside another’s lock',
    'release: app==1\n',
    ['.'],
    { locks: [], hasSystemLock: false },
  ],
  [
    'a release with a lock',
    'release: app==1\nlock: pylock.toml\n',
    ['.'],
    { locks: ['pylock.toml'], hasSystemLock: false, missing: ['pylock.toml'] },
  ],
  [
    'a source without a lock above',
    'source: web\nsystem_lock: a.lock\n',
    ['web', '.'],
    { locks: ['uv.lock'], hasSystemLock: true, missing: ['a.lock'] },
  ],
])('%s', (_, text, directories, facts) => {
  const spec = specOf(text);
  expect(lintDirectories(spec)).toStrictEqual(directories);
  const { missing, ...found } = lintFacts(spec, (name) => tree[name] ?? []);
  const names = missing?.map(({ value }) => value);
  expect({ ...found, ...(names && { missing: names }) }).toStrictEqual(facts);
});

it.each([
  ['', ['uv.lock']],
  ['release: app==1\n', ['pylock.worker.toml']],
  ['release: app==1\nlock: uv.lock\n', ['uv.lock']],
])('with the lock of a project and that of a release, %j has %j', (text, locks) => {
  const names = ['poetry.lock', 'pylock.worker.toml', 'uv.lock'];
  expect(lintFacts(specOf(text), () => names).locks).toStrictEqual(locks);
});
