import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ask, startProbe, type Probe } from '../support/probe.ts';

let probe: Probe;
beforeAll(async () => {
  probe = await startProbe();
});
afterAll(() => probe.remove());

describe('debug', () => {
  test('all', async () => {
    const a = await ask(
      probe,
      [
        { ask: 'files', patterns: ['a/*.toml', 'b', 'none', 'x[1].txt', 'nodir/x'] },
        { ask: 'file', path: 'big' },
        { ask: 'context', path: '.', exclude: ['a/q.txt'] },
        { ask: 'context', path: 'a', exclude: [] },
        { ask: 'base', reference: 'debian:trixie-slim', read: '/etc/debian_version' },
        { ask: 'exec', args: ['sh', '-c', 'exit 3'] },
        { ask: 'exec', args: ['sh', '-c', 'exit 3'], mounts: 300 },
        { ask: 'http', url: 'http://127.0.0.1:1/x' },
        { ask: 'large', size: 40_000_000 },
        { ask: 'epoch' },
      ],
      {
        files: {
          'a/p.toml': 'p',
          'a/q.txt': 'q',
          b: 'b',
          'x[1].txt': 'x',
          big: 'big',
          '.dockerignore': 'ignored\n',
          ignored: 'i',
          'a/r.toml': 'r',
        },
      },
    );
    console.log(JSON.stringify(a, null, 1));
    expect(1).toBe(1);
  });
});
