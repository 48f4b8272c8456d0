import { describe, expect, test } from 'vitest';
import { GatewayError } from '../gateway/gateway-error.ts';
import { hosts } from './hosts.ts';

const amd64 = { os: 'linux', architecture: 'amd64' } as const;
const arm64 = { os: 'linux', architecture: 'arm64' } as const;

/** A builder of amd64 that lists these platforms; `run` is tried on the others. */
function builder(platforms: readonly (typeof amd64 | typeof arm64)[], run: () => Promise<unknown>) {
  const environment = { workers: [{ id: 'worker', labels: {}, platforms }] };
  const tried: unknown[] = [];
  const solver = {
    run: (output: unknown) => {
      tried.push(output);
      return run();
    },
  };
  return {
    tried,
    hosts: hosts({ ...empty, ...environment }, { platform: amd64, solver } as never, [
      amd64,
      arm64,
    ]),
  };
}

const empty = { options: new Map(), sessionId: '', product: '' };
const fails = () => Promise.reject(new GatewayError({ code: 2, message: 'exit code: 1' }));

describe('a platform has the builder as its host', () => {
  test('if it is not listed and its programs do not run', async () => {
    const { hosts, tried } = builder([amd64], fails);
    const host = await hosts;
    expect([host(arm64), host(amd64)]).toEqual([amd64, undefined]);
    expect(tried).toHaveLength(1);
  });

  test.each([
    ['is listed', [amd64, arm64], fails],
    ['is not listed, but its programs run', [amd64], () => Promise.resolve(undefined)],
    ['may be anything, for the builder lists nothing', [], fails],
  ] as const)('but not if it %s', async (_, platforms, run) => {
    const host = await builder(platforms, run).hosts;
    expect(host(arm64)).toBeUndefined();
  });

  test('and a failure of another kind is one of the build', async () => {
    const { hosts } = builder([amd64], () => Promise.reject(new Error('the daemon is gone')));
    await expect(hosts).rejects.toThrow('the daemon is gone');
  });
});
