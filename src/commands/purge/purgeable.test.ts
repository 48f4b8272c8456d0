import { expect, it } from 'vitest';
import { purgeable } from './purgeable.ts';
import type { Labelled } from './purgeable.ts';

const made = (
  kind: Labelled['kind'],
  name: string,
  version: string | undefined,
  role: string,
): Labelled => ({
  kind,
  names: [name],
  labels: {
    'grocker.image.role': role,
    ...(version === undefined ? {} : { 'grocker.version': version }),
  },
});

const found: readonly Labelled[] = [
  { ...made('image', '', '8.2', 'root'), names: ['old-root:8.2', 'old-root:latest'] },
  made('image', 'sha256:1', '9.0.0', 'compiler'),
  made('image', 'old-app:1', '8.10.1', 'runner'),
  made('image', 'app:1', '9.0.0', 'runner'),
  made('container', 'compiling', '8.2', 'compiler'),
  made('container', 'serving', '8.2', 'runner'),
  made('volume', 'wheels', undefined, 'wheels'),
];

it.each([
  [
    'leftovers of older versions',
    { all: false, finalImages: false },
    'c:compiling v:wheels i:old-root:8.2 i:old-root:latest',
  ],
  [
    'applications of older versions too',
    { all: false, finalImages: true },
    'c:compiling v:wheels i:old-root:8.2 i:old-root:latest i:old-app:1',
  ],
  [
    'leftovers of any version',
    { all: true, finalImages: false },
    'c:compiling v:wheels i:old-root:8.2 i:old-root:latest i:sha256:1',
  ],
  [
    'everything',
    { all: true, finalImages: true },
    'c:compiling v:wheels i:old-root:8.2 i:old-root:latest i:sha256:1 i:old-app:1 i:app:1',
  ],
])('removes %s', (_, options, expected) => {
  const removals = purgeable(found, { ...options, version: '9.0.0' });
  const short = removals.map(([kind = '', verb, name = '']) => {
    expect(verb).toBe('rm');
    return `${kind.charAt(0)}:${name}`;
  });
  expect(short.join(' ')).toBe(expected);
});
