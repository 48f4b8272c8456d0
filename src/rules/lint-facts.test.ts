import { expect, it } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import { lintDirectories, lintFacts } from './lint-facts.ts';

const tree: Readonly<Record<string, readonly string[]>> = {
  '.': ['grocker.yml', 'uv.lock', 'services'],
  services: ['api', 'web'],
  'services/api': ['pyproject.toml'],
};

it.each([
  ['a project', '', ['.'], { hasLock: true, hasSystemLock: false }],
  [
    'a member of a workspace',
    'project: services/api\n',
    ['services/api', 'services', '.'],
    { hasLock: true, hasSystemLock: false },
  ],
  [
    'a release beside another’s lock',
    'release: app==1\n',
    ['.'],
    { hasLock: false, hasSystemLock: false },
  ],
  [
    'a release with a lock',
    'release: app==1\nlock: pylock.toml\n',
    ['.'],
    { hasLock: true, hasSystemLock: false, missing: ['pylock.toml'] },
  ],
  [
    'a source without a lock above',
    'source: web\nsystem_lock: a.lock\n',
    ['web', '.'],
    { hasLock: true, hasSystemLock: true, missing: ['a.lock'] },
  ],
])('%s', (_, text, directories, facts) => {
  const { spec } = parseSpec(new SourceText('grocker.yml', text));
  if (spec === undefined) throw new Error('no spec');
  expect(lintDirectories(spec)).toStrictEqual(directories);
  const { missing, ...found } = lintFacts(spec, (name) => tree[name] ?? []);
  const names = missing?.map(({ value }) => value);
  expect({ ...found, ...(names && { missing: names }) }).toStrictEqual(facts);
});
