import { describe, expect, test } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { pythonTarget } from '../python/python-target.ts';
import { lockedDistributions, lockedSelection } from './locked-distributions.ts';
import { readLocks } from './read-locks.ts';
import { replayFacts } from '../facts/recorded-facts.ts';

const target = pythonTarget({
  version: '3.13.5',
  freeThreaded: false,
  architecture: 'amd64',
  libc: { name: 'glibc', version: '2.41' },
});

describe('where relative paths of a requirements file start', () => {
  test.each<[lock: string, project: string, written: string, path: string]>([
    ['requirements.txt', '.', './lib', 'lib'],
    ['requirements/prod.txt', '.', './lib', 'lib'],
    ['services/api/requirements.txt', 'services/api', '../../lib', 'lib'],
    ['services/api/requirements/prod.txt', 'services/api', './lib', 'services/api/lib'],
    ['requirements.txt', 'services/api', './lib', 'lib'],
    ['requirements/api.txt', 'services/api', './lib', 'lib'],
  ])('%s of %s: %s is %s', async (lock, directory, written, path) => {
    const facts = replayFacts({
      version: 1,
      definition: { name: 'grocker.yml', text: '' },
      answers: [],
    });
    const files = {
      project: { directory, table: undefined, hasSetupScript: true },
      locks: [new SourceText(lock, `lib @ ${written}\n`)],
      ownPylocks: [],
      texts: {},
      constraints: '',
    };
    const request = { target, project: { directory }, extras: [], groups: [], noBinary: [] };
    const { distributions } = lockedDistributions(await readLocks(facts, files), {
      ...request,
      onlyBinary: [],
    });
    expect(distributions.map(({ name, source }) => [name, source])).toEqual([
      ['lib', { kind: 'directory', path, editable: false }],
    ]);
  });
});

test('a lock is evaluated once for each image', () => {
  const locks = [] as const;
  const files = { locks: [], ownPylocks: [], texts: {}, constraints: '' };
  const spec = specOf('project: .\n');
  const first = lockedSelection(locks, spec, files, target);
  expect(lockedSelection(locks, spec, files, target)).toBe(first);
  expect(lockedSelection(locks, specOf('project: .\n'), files, target)).not.toBe(first);
  expect(lockedSelection(locks, spec, files, { ...target })).not.toBe(first);
});
