import { describe, expect, onTestFinished, test } from 'vitest';

import type { Scenario } from '../../test/support/fake-bridge.ts';
import { startFakeBridge, type FakeBridge } from '../../test/support/start-fake-bridge.ts';
import { parseEnvironment } from './environment.ts';
import { failureKind } from './failure-kind.ts';
import { GatewayError } from './gateway-error.ts';
import { Gateway, type GatewayOptions } from './gateway.ts';
import { encodeStatus } from './wire/codec.ts';
import type { Status } from './wire/messages.ts';

const environment = parseEnvironment({
  BUILDKIT_FRONTEND_OPT_0: 'cache-from=a.example/cache',
  BUILDKIT_FRONTEND_OPT_1: 'target=runner',
});

const everything = [
  'return',
  'returnmap',
  'proto.refarray',
  'frontend.inputs',
  'gateway.solve.evaluate',
  'gateway.evaluate',
  'gateway.warnings',
  'source.metaresolver',
];

async function connect(
  scenario: Scenario = {},
  options: GatewayOptions = {},
): Promise<{ readonly fake: FakeBridge; readonly gateway: Gateway }> {
  const fake = startFakeBridge({ frontendCaps: everything, ...scenario });
  onTestFinished(() => fake.stop());
  return { fake, gateway: await Gateway.connect(fake.channel, environment, options) };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const definition = bytes('definition');

async function failure(work: Promise<unknown>): Promise<Status> {
  try {
    await work;
  } catch (error) {
    if (error instanceof GatewayError) return error.status;
    throw error;
  }
  throw new Error('no failure');
}

describe('calls', () => {
  test('a whole build', async () => {
    const cacheImports = [{ type: 'registry', attrs: { ref: 'a.example/cache' } }];
    const { fake, gateway } = await connect();
    const { reference, metadata } = await gateway.solve({
      definition,
      cacheImports,
      evaluate: true,
    });
    expect(Buffer.from(metadata.get('key') ?? []).toString()).toBe('value');
    expect(Buffer.from((await reference?.readFile('/a')) ?? []).toString()).toBe('xxxxx');
    expect(await reference?.statFile('/a')).toEqual({
      path: '/a',
      size: 5n,
      modTime: 1_700_000_000_123_456_789n,
    });
    expect(await reference?.readDirectory('/', '*')).toEqual([{ path: 'a' }, { path: 'b' }]);
    await reference?.evaluate();
    expect(await gateway.inputs()).toEqual(new Map([['context', bytes('definition')]]));
    await gateway.warn({ short: Buffer.from('careful') });
    await gateway.return({
      ...(reference && { references: new Map([['linux/amd64', reference]]) }),
      metadata: new Map([['containerimage.config', '{}']]),
    });
    await logged(fake, ({ method }) => method === 'Return');
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    expect(fake.calls()).toEqual([
      { method: 'Ping', request: {} },
      { method: 'Inputs', request: {} },
      {
        method: 'Solve',
        request: {
          definition: base64('definition'),
          frontendOpt: { 'cache-from': 'a.example/cache' },
          allowResultReturn: true,
          allowResultArrayRef: true,
          cacheImports,
          evaluate: true,
        },
      },
      {
        method: 'ReadFile',
        request: { ref: 'ref-1', filePath: '/a', range: { length: String(8 * 1024 * 1024) } },
      },
      { method: 'StatFile', request: { ref: 'ref-1', path: '/a' } },
      { method: 'ReadDir', request: { ref: 'ref-1', dirPath: '/', includePattern: '*' } },
      { method: 'Evaluate', request: { ref: 'ref-1' } },
      { method: 'Warn', request: { short: base64('careful') } },
      {
        method: 'Return',
        request: {
          result: {
            refs: { refs: { 'linux/amd64': { id: 'ref-1' } } },
            metadata: { 'containerimage.config': base64('{}') },
          },
        },
      },
    ]);
  });

  test('a daemon without the newer capabilities', async () => {
    const { fake, gateway } = await connect({ frontendCaps: ['return', 'resolveimage'] });
    expect(gateway.frontendCapabilities.supports('gateway.evaluate')).toBe(false);
    const { reference } = await gateway.solve({ definition, evaluate: true });
    await reference?.evaluate();
    await gateway.warn({ short: Buffer.from('careful') });
    expect(await gateway.inputs()).toEqual(new Map());
    const logName = 'load';
    expect(
      await gateway.resolve({
        identifier: 'docker-image://a.example/b:1',
        logName,
        resolveMode: 'pull',
      }),
    ).toEqual({
      identifier: 'docker-image://a.example/b:1',
      attributes: {},
      image: { digest: 'sha256:old', config: bytes('{}') },
    });
    expect(await gateway.resolve({ identifier: 'https://a.example/b', logName })).toEqual({
      identifier: 'https://a.example/b',
      attributes: {},
    });
    await gateway.return({ ...(reference && { reference }), metadata: new Map() });
    await logged(fake, ({ method }) => method === 'Return');
    const methods = fake.calls().map(({ method }) => method);
    expect(methods).toEqual([
      'Ping',
      'Inputs',
      'Solve',
      'StatFile',
      'StatFile',
      'ResolveImageConfig',
      'Return',
    ]);
    expect(fake.calls().at(-1)?.['request']).toEqual({ result: { refDeprecated: 'ref-1' } });
  });

  test('an image after source policies', async () => {
    const { gateway } = await connect();
    const resolved = await gateway.resolve({
      identifier: 'docker-image://a.example/b:1',
      logName: '',
    });
    expect(resolved).toEqual({
      identifier: 'docker-image://mirror.example/a@sha256:new',
      attributes: {},
      image: { digest: 'sha256:new', config: bytes('{}') },
    });
  });

  test('a file of several messages', async () => {
    const { gateway } = await connect({ fileSize: 20_000_000 });
    const { reference } = await gateway.solve({ definition });
    expect((await reference?.readFile('/large'))?.length).toBe(20_000_000);
    expect((await reference?.readFile('/large', { offset: 10, length: 100 }))?.length).toBe(100);
  });

  test('an endless file is refused', async () => {
    const { gateway } = await connect({ fileSize: 100_000_000_000 });
    const { reference } = await gateway.solve({ definition });
    await expect(reference?.readFile('/sparse')).rejects.toThrow('/sparse has more than');
  });

  test('many at once', async () => {
    const { gateway } = await connect({ fileSize: 100_000 });
    const { reference } = await gateway.solve({ definition });
    const files = await Promise.all(
      Array.from({ length: 200 }, async () => reference?.readFile('/file')),
    );
    expect(files.map((file) => file?.length)).toEqual(Array.from({ length: 200 }, () => 100_000));
  });
});

describe('faults', () => {
  test('a failure keeps its details unchanged', async () => {
    const status = {
      code: 2,
      message: 'the step “a” failed',
      details: [
        { typeUrl: 'github.com/moby/buildkit/errdefs.Vertex+json', value: bytes('{}') },
        { typeUrl: 'example/unknown', value: new Uint8Array([0, 255, 1]) },
      ],
    };
    const statusDetails = Buffer.from(encodeStatus(status)).toString('base64');
    const { fake, gateway } = await connect({
      faults: { Solve: { code: 2, message: 'plain', statusDetails } },
    });
    const failed = await failure(gateway.solve({ definition }));
    expect(failed).toEqual(status);
    await gateway.fail(failed);
    await logged(fake, ({ method }) => method === 'Return');
    const { error } = fake.calls().at(-1)?.['request'] as { error: { details: unknown } };
    expect(error.details).toEqual(
      status.details.map(({ typeUrl, value }) => ({
        typeUrl,
        value: Buffer.from(value).toString('base64'),
      })),
    );
  });

  test('a failure without details, or with damaged ones, has its code and message', async () => {
    const message = 'no such file: ä%20\n"b"';
    for (const statusDetails of [undefined, Buffer.from([255, 255]).toString('base64')]) {
      const { gateway } = await connect({
        faults: {
          Solve: { code: 5, message, ...(statusDetails === undefined ? {} : { statusDetails }) },
        },
      });
      expect(await failure(gateway.solve({ definition }))).toEqual({ code: 5, message });
    }
  });

  test.each(['exit', 'half'] as const)('the daemon dies: %s', async (fault) => {
    const { gateway } = await connect({ faults: { ReadFile: fault }, fileSize: 1_000_000 });
    const { reference } = await gateway.solve({ definition });
    const read = await failure(reference?.readFile('/a') ?? Promise.resolve());
    expect(failureKind(read)).toBe('disconnected');
    const after = await failure(gateway.solve({ definition }));
    expect(failureKind(after)).toBe('disconnected');
    expect(failureKind(await failure(gateway.fail({ code: 2, message: 'too late' })))).toBe(
      'disconnected',
    );
  });

  test('the daemon is killed while it works', async () => {
    const { fake, gateway } = await connect({ faults: { Solve: 'hang' } });
    const solve = failure(gateway.solve({ definition }));
    await logged(fake, ({ method }) => method === 'Solve');
    fake.kill();
    expect(failureKind(await solve)).toBe('disconnected');
  });

  test('the build is cancelled', async () => {
    const controller = new AbortController();
    const { fake, gateway } = await connect(
      { faults: { Solve: 'hang' } },
      { signal: controller.signal },
    );
    const solve = failure(gateway.solve({ definition }));
    await logged(fake, ({ method }) => method === 'Solve');
    controller.abort();
    expect(failureKind(await solve)).toBe('cancelled');
    await logged(fake, ({ cancelled }) => cancelled === 'Solve');
    expect(
      failureKind(await failure(gateway.inputs().then(() => gateway.solve({ definition })))),
    ).toBe('cancelled');
    // Results that are known by then can still be reported.
    await gateway.fail({ code: 1, message: 'cancelled' });
  });

  test('Return fails, and is not tried twice', async () => {
    const { gateway } = await connect({ faults: { Return: { code: 9, message: 'no' } } });
    expect(await failure(gateway.return({ metadata: new Map() }))).toEqual({
      code: 9,
      message: 'no',
    });
    await expect(gateway.fail({ code: 2, message: 'again' })).rejects.toThrow(
      'the build was returned already',
    );
  });

  test('there is no daemon', async () => {
    const fake = startFakeBridge({ faults: { Ping: 'exit' } });
    onTestFinished(() => fake.stop());
    const failed = await failure(Gateway.connect(fake.channel, environment));
    expect(failureKind(failed)).toBe('disconnected');
  });
});

async function logged(
  fake: FakeBridge,
  wanted: (call: Readonly<Record<string, unknown>>) => boolean,
): Promise<void> {
  while (!fake.calls().some(wanted)) await new Promise((resolve) => setTimeout(resolve, 10));
}
