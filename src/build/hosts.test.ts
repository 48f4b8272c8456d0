import { describe, expect, test } from 'vitest';
import { Capabilities } from '../gateway/capabilities.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { hosts } from './hosts.ts';

const amd64 = { os: 'linux', architecture: 'amd64' } as const;
const arm64 = { os: 'linux', architecture: 'arm64' } as const;

const nothing = () => Promise.resolve(['program']);
const fails = () => Promise.reject(new GatewayError({ code: 2, message: 'exit code: 1' }));

/** A builder of amd64 that lists these platforms; `names` tries the others. */
function builder(
  platforms: readonly (typeof amd64 | typeof arm64)[],
  names: () => Promise<readonly string[]>,
) {
  const environment = {
    ...{ options: new Map<string, string>(), sessionId: '', product: '' },
    workers: [{ id: 'worker', labels: {}, platforms }],
  };
  const llbCapabilities = new Capabilities([]);
  const inputs = { platform: amd64, solver: { names } };
  return hosts({ environment, llbCapabilities }, inputs as never, [amd64, arm64]);
}

describe('a platform has the builder as its host', () => {
  test.each([
    ['runs nothing', nothing],
    ['fails', fails],
  ])('if it is not listed and a program of it %s', async (_, names) => {
    const host = await builder([amd64], names);
    expect([host(arm64), host(amd64)]).toEqual([amd64, undefined]);
  });

  test.each([
    ['is listed', [amd64, arm64], fails],
    ['is not listed, but its programs run', [amd64], () => Promise.resolve(['program', 'ran'])],
    ['may be anything, for the builder lists nothing', [], fails],
  ] as const)('but not if it %s', async (_, platforms, names) => {
    const host = await builder(platforms, names);
    expect(host(arm64)).toBeUndefined();
  });

  test('and a failure of another kind is one of the build', async () => {
    const found = builder([amd64], () => Promise.reject(new Error('the daemon is gone')));
    await expect(found).rejects.toThrow('the daemon is gone');
  });
});
