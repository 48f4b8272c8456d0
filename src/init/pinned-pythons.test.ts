import { expect, test } from 'vitest';
import { compareVersions, parseVersion } from '../python/version.ts';
import { pinnedPython } from './pinned-pythons.ts';
import { pythonLimits } from './python-limits.ts';
import { firstWheels } from './wheel-limits.ts';

function limitOf(requirement: string) {
  const texts = new Map([['requirements.txt', `${requirement}\n`]]);
  return pinnedPython({ paths: ['requirements.txt'], texts }, ['.']);
}

test.each([
  ['numpy==1.21.1', 9],
  ['numpy==1.21.2', 10],
  ['numpy==1.25.2', 11],
  ['numpy==2.0.2', 12],
  ['numpy<2', 12],
  ['numpy>=1.20,<2.1', 12],
  ['numpy~=1.25.0', 11],
  ['numpy==1.21.*', 10],
  ['numpy<=1.21.1', 9],
  ['django<4', 12],
  ['psycopg2-binary==2.9.9', 12],
  ['jinja2==2.9.6', 9],
  ['django==3.1.14', 11],
  ['pyjwt==1.6.4', 9],
  ['celery==4.2.1', 6],
  ['werkzeug==0.14.1', 9],
  ['werkzeug==0.15.4', 7],
  ['sqlalchemy==1.2.12', 9],
  ['requests==2.18.4', 9],
])('%s is for Python 3.%i at most', (requirement, minor) => {
  expect(limitOf(requirement)?.minor).toBe(minor);
});

test.each([
  'numpy==2.1.0',
  'jinja2==2.11.3',
  'django==4.2',
  'numpy>=1.20',
  'numpy<2.2',
  'numpy~=2.0',
  'numpy!=1.20',
  'numpy==no',
  'six==1.0',
])('%s leaves the choice', (requirement) => {
  expect(limitOf(requirement)).toBeUndefined();
});

test('the reason names the release, its file, and what it uses where that is known', () => {
  expect(limitOf('numpy==1.23.1')?.because).toBe(
    'numpy 1.23.1 of requirements.txt is for Python 3.10 at most',
  );
  expect(limitOf('django==4.0.10')?.because).toBe(
    'django 4.0.10 of requirements.txt uses cgi, which Python 3.13 removed',
  );
});

test('each package is in one of the two tables', () => {
  const rows = Object.keys(pythonLimits).filter((name) => Object.hasOwn(firstWheels, name));
  expect(rows).toStrictEqual([]);
});

test.each([
  ...Object.entries(firstWheels),
  ...Object.entries(pythonLimits).map(
    ([name, rows]) => [name, rows.map(({ below }) => below)] as const,
  ),
])('the versions of %s are in their order', (_, versions) => {
  const parsed = versions.map((text) => parseVersion(text));
  expect(parsed).not.toContain(undefined);
  const sorted = parsed.flatMap((each) => each ?? []).toSorted(compareVersions);
  expect(sorted).toStrictEqual(parsed);
});
