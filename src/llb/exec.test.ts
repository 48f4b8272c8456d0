import { describe, expect, it } from 'vitest';
import type { ExecOptions } from './exec-options.ts';
import { exec } from './exec.ts';
import { http } from './http.ts';
import { image } from './image.ts';
import { bind, cache, output, secret, tmpfs } from './mount.ts';

const root = image('debian', { platform: { os: 'linux', architecture: 'arm64' } });
const source = http('https://files.example/a');

const run = (options: Partial<ExecOptions>) => exec({ root, args: ['true'], ...options });

describe('outputs of a process', () => {
  const mounts = [
    output({ target: '/z' }),
    bind({ target: '/readonly', source }),
    bind({ target: '/lost', source, noOutput: true }),
    output({ target: '/b', source }),
    cache({ target: '/cache', id: 'id' }),
    tmpfs({ target: '/tmp' }),
    secret({ target: '/run/secrets/s' }),
  ];

  it('are numbered by their targets, the root first', () => {
    const made = run({ mounts });
    expect([made.root, made.mount('/b'), made.mount('/z')].map(({ index }) => index)).toEqual([
      0, 1, 2,
    ]);
    expect(made.mount('/')).toEqual(made.root);
    expect(made.root.vertex).toBe(made.mount('/z').vertex);
  });

  it('have the platform of their input, or the one of the process', () => {
    const made = run({ mounts });
    expect(made.root.platform).toEqual(root.platform);
    expect(made.mount('/z').platform).toBeUndefined();
    const platform = { os: 'linux', architecture: 'amd64' };
    expect(run({ mounts, platform }).mount('/z').platform).toEqual(platform);
  });

  it('are unchanged if they are read-only', () => {
    const made = run({ mounts, readonlyRoot: true });
    expect(made.root).toBe(root);
    expect(made.mount('/readonly')).toBe(source);
    expect(made.mount('/z').index).toBe(1);
  });

  it.each(['/lost', '/cache', '/tmp', '/run/secrets/s', '/unknown'])('%s is none', (target) => {
    expect(() => run({ mounts }).mount(target)).toThrow(`${target} is no output`);
  });
});

it('needs arguments', () => {
  expect(() => run({ args: [] })).toThrow('an exec needs arguments');
});

it.each([
  { mounts: [bind({ target: '/', source })], target: '/' },
  { mounts: [output({ target: '/a' }), tmpfs({ target: '/a' })], target: '/a' },
])('has one mount at $target', ({ mounts, target }) => {
  expect(() => run({ mounts })).toThrow(`an exec has two mounts at ${target}`);
});
