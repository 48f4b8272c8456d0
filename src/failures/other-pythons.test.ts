import { expect, test } from 'vitest';
import { withOtherPythons } from './other-pythons.ts';

const cause = {
  told: 'it needs distutils',
  help: 'Choose a newer version.',
  isPython: true,
} as const;
const wheels = (...pythons: readonly string[]) => ({ pythons, isElsewhere: false });

test('the remedy for a package that is older than the Python is a runtime that it has wheels for', () => {
  expect(withOtherPythons(cause, wheels('3.8', '3.9', '3.10', '3.11'), '3.13.5', 'debian')).toEqual(
    {
      told: 'it needs distutils; it has wheels for Python 3.8 to 3.11',
      help: 'Choose a newer version of it, or set `runtime: bookworm/3.11`.',
      isPython: true,
    },
  );
});

test('another cause keeps its own remedy beside it', () => {
  const header = {
    told: 'a.h is missing',
    help: 'Add libaio-dev to `dependencies.build`.',
  } as const;
  const found = withOtherPythons(header, wheels('3.12'), '3.13.5', 'debian');
  expect(found.help).toBe('Add libaio-dev to `dependencies.build`, or set `runtime: trixie/3.12`.');
});

test('on Alpine the runtime is one of Alpine', () => {
  const found = withOtherPythons(cause, wheels('3.12'), '3.13.5', 'alpine');
  expect(found.help).toMatch(/ or set `runtime: alpine/);
});

test.each([
  ['no wheels are known', undefined],
  ['there are none', wheels()],
  ['one fits and was not wanted', wheels('3.12', '3.13')],
])('nothing is added: %s', (_, found) => {
  expect(withOtherPythons(cause, found, '3.13.5', 'debian')).toBe(cause);
});
