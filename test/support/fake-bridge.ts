// A stand-in for the daemon at the other end of a real pipe, for faults that a real daemon does not make on demand.
// `node --import tsx fake-bridge.ts SCENARIO`, a Scenario as JSON; every call is logged on stderr as a line of JSON.
import { basename } from 'node:path';
import { Duplex, Transform } from 'node:stream';
import { fileURLToPath } from 'node:url';

import grpc from '@grpc/grpc-js';
import protobuf from 'protobufjs';

export interface Scenario {
  readonly frontendCaps?: readonly string[];
  readonly llbCaps?: readonly string[];
  /** By method: what happens in place of the usual answer. */
  readonly faults?: Readonly<Record<string, Fault>>;
  /** Length of the file that ReadFile reads, in bytes. */
  readonly fileSize?: number;
}

/** A failure (details in base64), silence, a sudden death, or death in the middle of the answer. */
export type Fault =
  | { readonly code: number; readonly message: string; readonly statusDetails?: string }
  | 'hang'
  | 'exit'
  | 'half';

const proto = (name: string) => fileURLToPath(new URL(`../../proto/${name}`, import.meta.url));
const root = new protobuf.Root();
root.resolvePath = (_, target) => proto(basename(target));
const bridge = root.loadSync('gateway.proto').lookupService('moby.buildkit.v1.frontend.LLBBridge');
const scenario = JSON.parse(process.argv[2] ?? '{}') as Scenario;

/** Cuts the next piece of output in the middle and dies. */
class Guillotine extends Transform {
  armed = false;

  override _transform(piece: Buffer, _encoding: string, done: (error: null, data: Buffer) => void) {
    if (!this.armed) {
      done(null, piece);
      return;
    }
    process.stdout.write(piece.subarray(0, Math.ceil(piece.length / 2)), () => process.exit(1));
  }
}

const output = new Guillotine();
output.pipe(process.stdout);

const caps = (names: readonly string[] = []) => names.map((id) => ({ id, enabled: true }));

function answer(method: string, request: Record<string, unknown>): object {
  switch (method) {
    case 'Ping':
      return {
        frontendApiCaps: caps(scenario.frontendCaps),
        llbCaps: caps(scenario.llbCaps),
      };
    case 'Solve':
      return { result: { ref: { id: 'ref-1' }, metadata: { key: Buffer.from('value') } } };
    case 'ReadFile': {
      const size = scenario.fileSize ?? 5;
      const range = request['range'] as { offset?: string; length?: string } | undefined;
      const offset = Number(range?.offset ?? 0);
      const length = Math.min(Number(range?.length ?? size), size - offset);
      return { data: Buffer.alloc(length, 'x') };
    }
    case 'StatFile':
      return { stat: { path: request['path'], size: '5', modTime: '1700000000123456789' } };
    case 'ReadDir':
      return { entries: [{ path: 'a' }, { path: 'b' }] };
    case 'ResolveImageConfig':
      return { digest: 'sha256:old', config: Buffer.from('{}') };
    case 'ResolveSourceMeta':
      return {
        source: { identifier: 'docker-image://mirror.example/a@sha256:new' },
        image: { digest: 'sha256:new', config: Buffer.from('{}') },
      };
    case 'Inputs':
      return { definitions: { context: Buffer.from('definition') } };
    default:
      return {};
  }
}

type Unary = grpc.handleUnaryCall<Record<string, unknown>, object>;

const implementation: Record<string, Unary> = {};
const service: Record<string, grpc.MethodDefinition<Record<string, unknown>, object>> = {};
for (const { name: method, requestType, responseType } of bridge.methodsArray) {
  const request = bridge.lookupType(requestType);
  const response = bridge.lookupType(responseType);
  service[method] = {
    path: `/${bridge.fullName.slice(1)}/${method}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: () => Buffer.alloc(0),
    requestDeserialize: (bytes) =>
      request.toObject(request.decode(bytes), { longs: String, bytes: String }),
    responseSerialize: (value) => Buffer.from(response.encode(response.fromObject(value)).finish()),
    responseDeserialize: () => ({}),
  };
  implementation[method] = (call, callback) => {
    process.stderr.write(`${JSON.stringify({ method, request: call.request })}\n`);
    const fault = scenario.faults?.[method];
    if (fault === 'exit') process.exit(1);
    if (fault === 'hang') {
      call.on('cancelled', () =>
        process.stderr.write(`${JSON.stringify({ cancelled: method })}\n`),
      );
      return;
    }
    if (fault === 'half') output.armed = true;
    if (typeof fault === 'object') {
      const metadata = new grpc.Metadata();
      if (fault.statusDetails !== undefined) {
        metadata.set('grpc-status-details-bin', Buffer.from(fault.statusDetails, 'base64'));
      }
      // A scenario is JSON: its codes are numbers.
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
      callback({ code: fault.code as grpc.status, details: fault.message, metadata });
      return;
    }
    callback(null, answer(method, call.request));
  };
}

const server = new grpc.Server({
  'grpc.max_receive_message_length': -1,
  'grpc.max_send_message_length': -1,
});
server.addService(service, implementation);
server
  .createConnectionInjector(grpc.ServerCredentials.createInsecure())
  .injectConnection(Duplex.from({ readable: process.stdin, writable: output }));
process.stdin.once('close', () => process.exit(0));
