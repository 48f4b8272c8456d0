import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  bind,
  cache,
  encodeDefinition,
  exec,
  image,
  marshal,
  output,
  tmpfs,
  type Output,
} from '../../src/llb/llb.ts';
import { amd64, wheel } from './graph.ts';
import { graphs } from './graphs.ts';

const bytesOf = (result: Output) =>
  Buffer.from(encodeDefinition(marshal(result, { platform: amd64 }))).toString('base64');

it('a hundred marshals of one graph are equal', () => {
  const application = graphs['whole-application']?.output ?? image('none');
  const all = Array.from({ length: 100 }, () => bytesOf(application));
  expect(new Set(all).size).toBe(1);
});

it('the order of tables makes no difference', () => {
  const variables = Object.entries({
    PATH: '/bin',
    LANG: 'C',
    10: 'ten',
    9: 'nine',
    a: '',
    '𝄞': 'x',
    ﬁ: 'y',
  });
  const build = (env: typeof variables, description: typeof variables) =>
    bytesOf(
      exec({
        root: image('debian'),
        args: ['true'],
        env: Object.fromEntries(env),
        description: Object.fromEntries(description),
      }).root,
    );
  const shuffled = fc.shuffledSubarray(variables, { minLength: variables.length });
  const expected = build(variables, variables);
  fc.assert(
    fc.property(shuffled, shuffled, (env, description) => {
      expect(build(env, description)).toBe(expected);
    }),
  );
});

it('the order of mounts makes no difference', () => {
  const mounts = [
    bind({ target: '/a', source: wheel('a.whl') }),
    bind({ target: '/b', source: wheel('b.whl') }),
    output({ target: '/out' }),
    cache({ target: '/cache', id: 'id' }),
    tmpfs({ target: '/tmp' }),
  ];
  const build = (order: typeof mounts) =>
    bytesOf(exec({ root: image('debian'), args: ['true'], mounts: order }).mount('/out'));
  fc.assert(
    fc.property(fc.shuffledSubarray(mounts, { minLength: mounts.length }), (order) => {
      expect(build(order)).toBe(build(mounts));
    }),
  );
});

it('two processes give every graph the same digest', () => {
  const run = (environment: Readonly<Record<string, string>>) =>
    execFileSync(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('print-digests.ts', import.meta.url))],
      { encoding: 'utf8', env: { ...process.env, ...environment } },
    );
  const first = run({ TZ: 'UTC', LC_ALL: 'C' });
  expect(first.split('\n')).toHaveLength(Object.keys(graphs).length + 1);
  expect(run({ TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8' })).toBe(first);
});
