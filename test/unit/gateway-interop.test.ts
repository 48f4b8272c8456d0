import { fileURLToPath } from 'node:url';
import { loadSync } from '@grpc/proto-loader';
import { expect, test } from 'vitest';
import { decodeResponse, encodeRequest, type Method } from '../../src/gateway/wire/codec.ts';

// The gateway's codec against an independent reader of the same proto files.
const service = loadSync('gateway.proto', {
  includeDirs: [fileURLToPath(new URL('../../proto', import.meta.url))],
  longs: Number,
})['moby.buildkit.v1.frontend.LLBBridge'];

interface PeerMethod {
  readonly requestDeserialize: (bytes: Buffer) => object;
  readonly responseSerialize: (value: object) => Buffer;
}

function peer(method: Method): PeerMethod {
  const found = Object.entries(service ?? {}).find(([name]) => name === method)?.[1] as unknown;
  if (found === undefined) throw new Error(`proto/gateway.proto has no ${method}`);
  return found as PeerMethod;
}

test.each([
  ['Ping', {}],
  ['ReadFile', { ref: 'r', filePath: '/a/é', range: { offset: 8388608, length: 12 } }],
  ['ReadDir', { ref: 'r', dirPath: '.', includePattern: '*.toml' }],
  [
    'Solve',
    { frontendOpt: { b: '2', a: '1', 10: 'ten' }, allowResultReturn: true, evaluate: true },
  ],
  [
    'Warn',
    { digest: 'sha256:0', level: 1, short: Buffer.from('short'), detail: [Buffer.from('x')] },
  ],
] as const)('a request %s survives encoding and decoding', (method, request) => {
  const bytes = Buffer.from(encodeRequest(method, request));
  const read: unknown = JSON.parse(JSON.stringify(peer(method).requestDeserialize(bytes)));
  expect(read).toMatchObject(JSON.parse(JSON.stringify(request)) as object);
});

test.each([
  [
    'StatFile',
    { stat: { path: 'a', mode: 420, size: 5, modTime: 17 } },
    { stat: { path: 'a', mode: 420, size: '5', modTime: '17' } },
  ],
  ['ReadFile', { data: Buffer.from([0, 1, 255]) }, { data: { 0: 0, 1: 1, 2: 255 } }],
  [
    'Ping',
    { frontendApiCaps: [{ id: 'gateway.solve.evaluate', enabled: true }] },
    { frontendApiCaps: [{ id: 'gateway.solve.evaluate', enabled: true }] },
  ],
] as const)('a response %s survives encoding and decoding', (method, response, expected) => {
  const read = decodeResponse(method, peer(method).responseSerialize(response));
  expect(JSON.parse(JSON.stringify(read, plainNumbers))).toEqual(expected);
});

function plainNumbers(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
