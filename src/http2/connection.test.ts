import { once } from 'node:events';
import {
  constants,
  createServer,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { Duplex, PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';

import { Http2Connection } from './connection.ts';
import type { End, Exchange } from './exchange.ts';
import { encodeFrame, Flag, FrameReader, FrameType } from './frame.ts';
import { decodeFields, encodeFields } from './header-fields.ts';
import { Http2Error } from './http2-error.ts';
import { Setting } from './numbers.ts';

type Handler = (stream: ServerHttp2Stream, body: Buffer, path: string) => void;

interface Settings {
  readonly initialWindowSize?: number;
  readonly maxConcurrentStreams?: number;
  readonly paddingStrategy?: number;
  /** Whether a request is handled as soon as its headers are there. */
  readonly early?: boolean;
}

/** A connection to a server of Node's. */
function connected(handle: Handler, { early, paddingStrategy, ...settings }: Settings = {}) {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createServer({
    settings,
    maxSendHeaderBlockLength: 2 ** 20,
    ...(paddingStrategy !== undefined && { paddingStrategy }),
  });
  const sessions: ServerHttp2Session[] = [];
  server.on('session', (session) => {
    session.on('error', () => undefined);
    sessions.push(session);
  });
  server.on('stream', (stream, { ':path': path = '' }) => {
    stream.on('error', () => undefined);
    if (early === true) {
      handle(stream, Buffer.alloc(0), path);
      return;
    }
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.on('end', () => {
      handle(stream, Buffer.concat(pieces), path);
    });
  });
  server.emit('connection', Duplex.from({ readable: toServer, writable: toClient }));
  const connection = new Http2Connection(toClient, toServer);
  onTestFinished(() => {
    connection.close();
    for (const session of sessions) session.destroy();
  });
  return { connection, session: () => sessions[0] };
}

interface Answer {
  readonly blocks: readonly Readonly<Record<string, string>>[];
  readonly body: Buffer;
  readonly end: End;
}

function ask(
  connection: Http2Connection,
  path: string,
  body: Uint8Array = Buffer.from('request'),
  started: (exchange: Exchange) => void = () => undefined,
): Promise<Answer> {
  return new Promise((resolve) => {
    const blocks: Readonly<Record<string, string>>[] = [];
    const pieces: Buffer[] = [];
    const fields = [
      [':method', 'POST'],
      [':scheme', 'http'],
      [':path', path],
      [':authority', 'localhost'],
    ] as const;
    started(
      connection.request(fields, body, {
        headers: (received) => blocks.push(Object.fromEntries(received)),
        data: (bytes) => pieces.push(Buffer.from(bytes)),
        ended: (end) => {
          resolve({ blocks, body: Buffer.concat(pieces), end });
        },
      }),
    );
  });
}

const complete: End = { code: 0 };

describe('with a server of Node', () => {
  test('headers, a body and trailers', async () => {
    const { connection } = connected((stream, body, path) => {
      stream.respond({ ':status': 200, place: path }, { waitForTrailers: true });
      stream.on('wantTrailers', () => {
        stream.sendTrailers({ outcome: 'good' });
      });
      stream.end(body);
    });
    const { blocks, body, end } = await ask(connection, '/a', Buffer.from('hello'));
    expect(blocks).toMatchObject([{ ':status': '200', place: '/a' }, { outcome: 'good' }]);
    expect(body.toString()).toBe('hello');
    expect(end).toEqual(complete);
  });

  test('every byte of a field, in Huffman code', async () => {
    // Among enough short codes, for the server writes in plain text what is no shorter in code.
    const values = Array.from({ length: 256 }, (_, byte) => byte)
      .filter((byte) => byte >= 0x20 && byte !== 0x7f)
      .map((byte) => `${'a'.repeat(20)}${String.fromCharCode(byte)}${'e'.repeat(20)}`);
    const { connection } = connected((stream) => {
      stream.respond(Object.fromEntries(values.map((value, index) => [`x-${index}`, value])));
      stream.end();
    });
    const { blocks } = await ask(connection, '/');
    expect(values.map((_, index) => blocks[0]?.[`x-${index}`])).toEqual(values);
  });

  test('a field that takes many frames', async () => {
    const long = 'x'.repeat(500_000);
    const { connection } = connected((stream) => {
      stream.respond({ long });
      stream.end();
    });
    expect((await ask(connection, '/')).blocks[0]?.['long']).toBe(long);
  });

  test('padded frames', async () => {
    const { connection } = connected(
      (stream, body) => {
        stream.respond({ a: 'b' });
        stream.end(body);
      },
      { paddingStrategy: constants.PADDING_STRATEGY_MAX },
    );
    const body = Buffer.alloc(100_000, 'p');
    const answer = await ask(connection, '/', body);
    expect(answer.blocks[0]).toMatchObject({ a: 'b' });
    expect(answer.body.equals(body)).toBe(true);
  });

  test.each([
    ['a small window', { initialWindowSize: 1000 }],
    ['the usual window', {}],
    ['few requests at once', { maxConcurrentStreams: 2 }],
  ])('many large requests and answers: %s', async (_, settings) => {
    const { connection } = connected((stream, body) => {
      stream.respond({});
      stream.end(body);
    }, settings);
    // The settings of the server come first.
    await ask(connection, '/');
    const bodies = Array.from({ length: 20 }, (_each, index) => Buffer.alloc(1_000_000, index));
    const answers = await Promise.all(bodies.map((body) => ask(connection, '/', body)));
    expect(answers.map(({ body }, index) => bodies[index]?.equals(body))).toEqual(
      bodies.map(() => true),
    );
  });

  test('an answer larger than all windows', async () => {
    const body = Buffer.alloc(20_000_000, 'l');
    const { connection } = connected((stream) => {
      stream.respond({});
      stream.end(body);
    });
    expect((await ask(connection, '/')).body.equals(body)).toBe(true);
  });

  test('an answer before the request is read', async () => {
    const { connection } = connected(
      (stream, _, path) => {
        stream.respond({ place: path });
        stream.end();
      },
      { early: true },
    );
    const { blocks, end } = await ask(connection, '/early', Buffer.alloc(10_000_000));
    expect(blocks[0]).toMatchObject({ place: '/early' });
    expect(end).toEqual(complete);
    expect((await ask(connection, '/again')).end).toEqual(complete);
  });

  test('a request is cancelled', async () => {
    const codes: number[] = [];
    const { connection } = connected((stream, _, path) => {
      stream.on('close', () => codes.push(stream.rstCode));
      stream.respond({});
      if (path !== '/wait') stream.end();
    });
    let exchange: Exchange | undefined;
    const asked = ask(connection, '/wait', Buffer.from('x'), (each) => (exchange = each));
    await ask(connection, '/');
    exchange?.cancel();
    exchange?.cancel();
    expect((await asked).end).toEqual({ code: constants.NGHTTP2_CANCEL });
    await ask(connection, '/');
    expect(codes).toContain(constants.NGHTTP2_CANCEL);
  });

  test('a request that waits for another is cancelled', async () => {
    const { connection } = connected(
      (stream, _, path) => {
        stream.respond({});
        if (path === '/') stream.end();
      },
      { maxConcurrentStreams: 1 },
    );
    await ask(connection, '/');
    const exchanges: Exchange[] = [];
    const asked = ['/wait', '/waits-for-it'].map((path) =>
      ask(connection, path, Buffer.from('x'), (each) => exchanges.push(each)),
    );
    for (const exchange of exchanges.toReversed()) exchange.cancel();
    for (const { end } of await Promise.all(asked)) {
      expect(end).toEqual({ code: constants.NGHTTP2_CANCEL });
    }
    expect((await ask(connection, '/')).end).toEqual(complete);
  });

  test('the server resets a request', async () => {
    const { connection } = connected((stream) => {
      stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    });
    expect((await ask(connection, '/')).end).toEqual({ code: constants.NGHTTP2_INTERNAL_ERROR });
  });

  test('the server takes no more requests', async () => {
    const { connection, session } = connected((stream, _, path) => {
      stream.respond({});
      if (path !== '/last') return;
      session()?.goaway(0, stream.id ?? 0);
      setTimeout(() => stream.end(), 50);
    });
    const asked = ['/last', '/refused'].map((path) => ask(connection, path));
    const [last, refused] = await Promise.all(asked);
    expect(last?.end).toEqual(complete);
    expect(refused?.end).toEqual({ code: constants.NGHTTP2_REFUSED_STREAM });
    expect(connection.open).toBe(false);
  });

  test('a ping is answered', async () => {
    const { connection, session } = connected((stream) => {
      stream.respond({});
      stream.end();
    });
    await ask(connection, '/');
    const payload = Buffer.from('12345678');
    const answered = new Promise((resolve) => {
      session()?.ping(payload, (_error, _duration, echo) => {
        resolve(echo);
      });
    });
    expect(await answered).toEqual(payload);
  });

  test('the server dies', async () => {
    const { connection, session } = connected((stream, _, path) => {
      if (path === '/dies') session()?.destroy();
      else stream.respond({});
    });
    const asked = [ask(connection, '/waits'), ask(connection, '/dies')];
    for (const { end } of await Promise.all(asked)) expect(end).toEqual({ lost: 'closed' });
    expect(connection.open).toBe(false);
  });
});

describe('with a server that changes how many requests it takes', () => {
  const maximum = (streams: number) => {
    const setting = Buffer.from([0, Setting.maximumConcurrentStreams, 0, 0, 0, streams]);
    return encodeFrame(FrameType.settings, 0, 0, setting);
  };

  /** A connection to it, and the paths of the requests that it got. */
  function connectedTo() {
    const input = new PassThrough();
    const output = new PassThrough();
    const connection = new Http2Connection(input, output);
    onTestFinished(() => {
      connection.close();
    });
    const frames = new FrameReader();
    const paths: (string | undefined)[] = [];
    output.once('data', (first: Buffer) => {
      const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
      output.unshift(first.subarray(preface.length));
      output.on('data', (bytes: Buffer) => {
        for (const { type, payload } of frames.push(bytes)) {
          if (type === FrameType.headers) paths.push(decodeFields(payload).get(':path'));
        }
      });
    });
    const said = async (bytes: Buffer) => {
      input.write(bytes);
      await setImmediate();
      await setImmediate();
    };
    return { connection, paths, said };
  }

  test('waiting requests are sent as soon as the limit allows, the oldest first', async () => {
    const { connection, paths, said } = connectedTo();
    await said(maximum(0));
    for (const path of ['/a', '/b', '/c']) void ask(connection, path);
    expect(paths).toEqual([]);
    await said(maximum(2));
    expect(paths).toEqual(['/a', '/b']);
    void ask(connection, '/d');
    await said(maximum(100));
    expect(paths).toEqual(['/a', '/b', '/c', '/d']);
  });

  test('a request made at the end of another waits for earlier ones', async () => {
    const { connection, paths, said } = connectedTo();
    await said(maximum(1));
    connection.request([[':path', '/a']], Buffer.from('x'), {
      headers: () => undefined,
      data: () => undefined,
      ended: () => void ask(connection, '/c'),
    });
    void ask(connection, '/b');
    await said(encodeFrame(FrameType.resetStream, 0, 1, Buffer.from([0, 0, 0, 0])));
    expect(paths).toEqual(['/a', '/b']);
  });
});

describe('with something that is not a server', () => {
  const headers = (flags: number, payload: Buffer) =>
    encodeFrame(FrameType.headers, flags, 1, payload);
  const field = encodeFields([['a', 'b']]);

  test.each([
    ['HTTP/1.1', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), 'a frame of 4740180 bytes'],
    [
      'a block with another frame in its midst',
      Buffer.concat([headers(0, field), encodeFrame(FrameType.data, 0, 1, field)]),
      'another frame in its midst',
    ],
    [
      'the end of a block that did not begin',
      encodeFrame(FrameType.continuation, Flag.endHeaders, 1, field),
      'another frame in its midst',
    ],
    ['a damaged block', headers(Flag.endHeaders, Buffer.from([0xff])), 'ends in a field'],
    [
      'more padding than frame',
      headers(Flag.endHeaders | Flag.padded, Buffer.from([9, 0])),
      'shorter than its padding',
    ],
    ['half a number', encodeFrame(FrameType.windowUpdate, 0, 0, Buffer.from([1])), 'too short'],
    [
      'an endless block',
      Buffer.concat([
        headers(0, field),
        ...Array.from({ length: 1100 }, () =>
          encodeFrame(FrameType.continuation, 0, 1, Buffer.alloc(16_384)),
        ),
      ]),
      'too long',
    ],
    [
      'an endless block of empty frames',
      Buffer.concat([
        headers(0, field),
        ...Array.from({ length: 4200 }, () =>
          encodeFrame(FrameType.continuation, 0, 1, Buffer.alloc(0)),
        ),
      ]),
      'too long',
    ],
  ])('%s', async (_, sent, message) => {
    for (const chunkSize of sent.length > 100_000 ? [65_536] : [7, 65_536]) {
      const input = new PassThrough();
      const connection = new Http2Connection(input, new PassThrough().resume());
      const asked = ask(connection, '/');
      for (let at = 0; at < sent.length && connection.open; at += chunkSize) {
        const isFull = !input.write(sent.subarray(at, at + chunkSize));
        if (isFull && !input.destroyed) await once(input, 'drain');
      }
      const { end } = await asked;
      if (!('lost' in end)) throw new Error('the connection is not lost');
      expect(end.lost).toBeInstanceOf(Http2Error);
      expect((end.lost as Http2Error).message).toContain(message);
      expect(connection.open).toBe(false);
    }
  });
});
