import { createServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import { Duplex, PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { loadSync } from '@grpc/proto-loader';
import { expect, onTestFinished, test } from 'vitest';

import { parseEnvironment } from './environment.ts';
import { GatewayError } from './gateway-error.ts';
import { Gateway } from './gateway.ts';
import { frame } from './grpc-message.ts';
import { openStdioChannel } from './stdio-channel.ts';
import { encodeStatus } from './wire/codec.ts';

const service = loadSync('gateway.proto', {
  includeDirs: [fileURLToPath(new URL('../../proto', import.meta.url))],
})['moby.buildkit.v1.frontend.LLBBridge'] as unknown as Readonly<
  Record<string, { readonly requestDeserialize: (bytes: Buffer) => object }>
>;

/** A failed step with some 200 mounts: BuildKit sends the operation along, as JSON. */
const status = {
  code: 2,
  message: 'process "uv pip install" did not complete successfully',
  details: [
    {
      typeUrl: 'github.com/moby/buildkit/solver/errdefs.Solve+json',
      value: Buffer.from(
        JSON.stringify({
          Op: {
            exec: {
              mounts: Array.from({ length: 800 }, (_, input) => ({
                input,
                selector: `/wheels/package_${input}-1.0-py3-none-any.whl`,
                dest: `/run/wheels/package_${input}-1.0-py3-none-any.whl`,
                readonly: true,
              })),
            },
          },
        }),
      ),
    },
  ],
};

/** A daemon in which every solve fails; what is returned to it is kept. */
function failingDaemon() {
  const toDaemon = new PassThrough();
  const toFrontend = new PassThrough();
  const returned: object[] = [];
  const answer = (stream: ServerHttp2Stream, path: string, body: Buffer) => {
    const method = path.slice(path.lastIndexOf('/') + 1);
    const details = Buffer.from(encodeStatus(status)).toString('base64');
    const failed = { 'grpc-status': '2', 'grpc-message': status.message };
    if (method === 'Return') {
      const request = service['Return']?.requestDeserialize(body.subarray(5));
      if (request !== undefined) returned.push(request);
    }
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc' },
      { waitForTrailers: true },
    );
    stream.on('wantTrailers', () => {
      stream.sendTrailers(
        method === 'Solve'
          ? { ...failed, 'grpc-status-details-bin': details }
          : { 'grpc-status': '0' },
      );
    });
    stream.end(method === 'Solve' ? undefined : frame(new Uint8Array()));
  };
  const server = createServer({ maxSendHeaderBlockLength: 2 ** 22 });
  const sessions: ServerHttp2Session[] = [];
  server.on('session', (session) => {
    session.on('error', () => undefined);
    sessions.push(session);
  });
  server.on('stream', (stream, { ':path': path = '' }) => {
    const pieces: Buffer[] = [];
    stream.on('error', () => undefined);
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.on('end', () => {
      answer(stream, path, Buffer.concat(pieces));
    });
  });
  server.emit('connection', Duplex.from({ readable: toDaemon, writable: toFrontend }));
  onTestFinished(() => {
    for (const session of sessions) session.destroy();
  });
  return { stdio: { input: toFrontend, output: toDaemon }, returned };
}

test('a failure of more than 100 kB is read, and Return arrives with it', async () => {
  const { stdio, returned } = failingDaemon();
  const gateway = await Gateway.connect(openStdioChannel(stdio), parseEnvironment({}));
  const failed = await gateway
    .solve({ definition: new Uint8Array() })
    .catch((error: unknown) => error);
  if (!(failed instanceof GatewayError)) throw new Error('no failure');
  expect(failed.status.details?.[0]?.value?.length).toBeGreaterThan(100_000);
  await gateway.fail(failed.status);
  expect(returned).toMatchObject([{ error: status }]);
});
