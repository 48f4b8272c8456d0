import { expect, test } from 'vitest';
import { pythonTarget } from '../python/python-target.ts';
import { requirementEdges } from './requirement-edges.ts';

const target = pythonTarget({
  version: '3.13.5',
  freeThreaded: false,
  architecture: 'amd64',
  libc: { name: 'glibc', version: '2.41' },
});

test('requirements depend on markers and on the requested extras', () => {
  const edges = requirementEdges(
    [
      {
        name: 'app',
        requires: [
          'B[fast]>=1',
          'old; python_version < "3"',
          'c; extra == "web"',
          'd; extra == "x"',
        ],
      },
      { name: 'b', requires: ['e[deep]; extra == "fast"', 'not a requirement!'] },
      { name: 'c', requires: [] },
      { name: 'e', requires: ['b', 'f_g; extra == "deep"'] },
    ],
    target,
    { app: ['web'] },
  );
  expect(Object.fromEntries(edges)).toEqual({
    app: ['b', 'c'],
    b: ['e'],
    c: [],
    e: ['b', 'f-g'],
  });
});
