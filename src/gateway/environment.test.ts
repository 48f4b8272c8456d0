import { expect, test } from 'vitest';

import { parseEnvironment, type Environment } from './environment.ts';

const empty: Environment = { options: new Map(), sessionId: '', workers: [], product: '' };

test.each<[Record<string, string>, Partial<Environment>]>([
  [{}, {}],
  [{ PATH: '/bin' }, {}],
  [
    {
      BUILDKIT_FRONTEND_OPT_0: 'filename=a=b.yml',
      BUILDKIT_FRONTEND_OPT_10: 'no-cache=',
      BUILDKIT_FRONTEND_OPT_2: 'bare',
    },
    {
      options: new Map([
        ['filename', 'a=b.yml'],
        ['no-cache', ''],
        ['bare', ''],
      ]),
    },
  ],
  [
    { BUILDKIT_SESSION_ID: 's', BUILDKIT_EXPORTEDPRODUCT: 'moby' },
    { sessionId: 's', product: 'moby' },
  ],
  [
    {
      BUILDKIT_WORKERS:
        '[{"id":"w","labels":{"a":"b"},"platforms":[{"architecture":"arm","os":"linux","variant":"v7"},{"architecture":"amd64","os":"linux"}],"gcPolicy":null}]',
    },
    {
      workers: [
        {
          id: 'w',
          labels: { a: 'b' },
          platforms: [
            { os: 'linux', architecture: 'arm', variant: 'v7' },
            { os: 'linux', architecture: 'amd64' },
          ],
        },
      ],
    },
  ],
  [{ BUILDKIT_WORKERS: 'null' }, {}],
  [{ BUILDKIT_WORKERS: '{' }, {}],
])('%j', (variables, expected) => {
  expect(parseEnvironment(variables)).toEqual({ ...empty, ...expected });
});
