import { describe, expect, test } from 'vitest';

import { HeaderGuard } from './header-guard.ts';

/** Literal fields without indexing and without Huffman coding (RFC 7541, section 6.2.2). */
function field(name: string, value: string): Buffer {
  return Buffer.concat([Buffer.from([0]), text(name), text(value)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  if (bytes.length < 127) return Buffer.concat([Buffer.from([bytes.length]), bytes]);
  const length = [127];
  let rest = bytes.length - 127;
  for (; rest >= 128; rest = Math.floor(rest / 128)) length.push((rest % 128) + 128);
  return Buffer.concat([Buffer.from([...length, rest]), bytes]);
}

function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, payload]);
}

/** A header block in frames of the usual size. */
function headers(stream: number, block: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < block.length; at += 16_384) pieces.push(block.subarray(at, at + 16_384));
  return Buffer.concat(
    pieces.map((piece, at) =>
      frame(
        at === 0 ? 1 : 9,
        (at === 0 ? 1 : 0) | (at === pieces.length - 1 ? 4 : 0),
        stream,
        piece,
      ),
    ),
  );
}

async function guard(input: Buffer, chunkSize: number): Promise<Buffer> {
  const transform = new HeaderGuard();
  const output: Buffer[] = [];
  transform.on('data', (bytes: Buffer) => output.push(bytes));
  for (let at = 0; at < input.length; at += chunkSize) {
    transform.write(input.subarray(at, at + chunkSize));
  }
  transform.end();
  await new Promise((resolve) => transform.once('end', resolve));
  return Buffer.concat(output);
}

const status = field('grpc-status', '2');
const message = field('grpc-message', 'failed');
const data = frame(0, 0, 3, Buffer.alloc(5000, 'd'));
const long = field('grpc-status-details-bin', 'x'.repeat(200_000));
const medium = field('grpc-status-details-bin', 'x'.repeat(50_000));
/** Index 8 of the static table, `:status: 200`, after an update of the table size to 0. */
const indexed = Buffer.from([0x20, 0x88]);

describe('what a server sends', () => {
  test.each<[string, Buffer, Buffer]>([
    ['data', data, data],
    ['short headers', headers(1, status), headers(1, status)],
    [
      'headers that nghttp2 still takes',
      headers(1, Buffer.concat([status, medium])),
      headers(1, Buffer.concat([status, medium])),
    ],
    [
      'headers with a long field',
      Buffer.concat([data, headers(1, Buffer.concat([indexed, message, long, status])), data]),
      Buffer.concat([data, headers(1, Buffer.concat([indexed, message, status])), data]),
    ],
    [
      'padded headers with priority',
      frame(
        1,
        0x2d,
        1,
        Buffer.concat([Buffer.from([3, 0, 0, 0, 0, 9]), status, long, Buffer.alloc(3)]),
      ),
      headers(1, status),
    ],
    ['half a frame', data.subarray(0, 100), data.subarray(0, 100)],
    [
      'half a header block',
      headers(1, long).subarray(0, 40_000),
      headers(1, long).subarray(0, 40_000),
    ],
  ])('%s', async (_, sent, received) => {
    for (const chunkSize of [7, 16_384, 1_000_000]) {
      expect((await guard(sent, chunkSize)).equals(received)).toBe(true);
    }
  });
});
