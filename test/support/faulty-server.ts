import { createServer, request as httpRequest, type ServerResponse } from 'node:http';

import { onTestFinished } from 'vitest';

import { listenOnLoopback } from './loopback.ts';

/** How a server fails: by its status, or in the middle of an answer. */
export type Fault =
  | 'too many requests'
  | 'unavailable'
  | 'cut off'
  | 'longer than it is'
  | 'shorter than it is'
  | 'stalls';

const faults: Readonly<Record<Fault, (response: ServerResponse, body: Buffer) => void>> = {
  'too many requests': (response) => response.writeHead(429, { 'retry-after': '1' }).end(),
  unavailable: (response) => response.writeHead(503).end(),
  'cut off': (response, body) => {
    response.writeHead(200, { 'content-length': body.length });
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  },
  'longer than it is': (response, body) => {
    response.writeHead(200, { 'content-length': body.length + 1000 });
    response.write(body, () => response.destroy());
  },
  'shorter than it is': (response, body) => {
    const half = body.subarray(0, body.length / 2);
    response.writeHead(200, { 'content-length': half.length });
    response.end(half);
  },
  stalls: (response, body) => {
    response.writeHead(200, { 'content-length': body.length });
    response.write(body.subarray(0, 1));
  },
};

export interface FaultyServer {
  readonly url: string;
  /** Paths of the requests that failed. */
  readonly failed: () => readonly string[];
}

/** Faults that an answer without a body can have. */
const BODILESS: readonly Fault[] = ['too many requests', 'unavailable', 'stalls'];

/** Of one connection, or about a body that is not the one that was sent here. */
const OWN_HEADERS = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'];

/**
 * Stands before another server on loopback until the test is finished.
 *
 * @param matches the requests that fail, so many times each.
 */
export async function serveFaulty(
  upstream: string,
  fault: Fault,
  matches: (path: string) => boolean,
  times: number,
): Promise<FaultyServer> {
  const failed: string[] = [];
  const server = createServer((asked, response) => {
    const { url: path = '/', method, headers } = asked;
    const passed = httpRequest(`${upstream}${path}`, { method, headers }, (given) => {
      const chunks: Buffer[] = [];
      given.on('data', (chunk: Buffer) => chunks.push(chunk));
      given.on('end', () => {
        const body = Buffer.concat(chunks);
        const { statusCode = 502, headers: answered } = given;
        const isFaulty =
          matches(path) &&
          failed.filter((each) => each === path).length < times &&
          (body.length > 0 || BODILESS.includes(fault));
        if (isFaulty && (statusCode === 200 || statusCode === 206)) {
          failed.push(path);
          faults[fault](response, body);
          return;
        }
        const kept = Object.entries(answered).filter(([name]) => !OWN_HEADERS.includes(name));
        const length = method === 'HEAD' ? answered['content-length'] : body.length;
        response.writeHead(statusCode, {
          ...Object.fromEntries(kept),
          ...(length !== undefined && { 'content-length': length }),
          'cache-control': 'no-store',
        });
        response.end(body);
      });
    });
    passed.on('error', () => response.writeHead(502).end());
    asked.pipe(passed);
  });
  const port = await listenOnLoopback(server);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${port}`, failed: () => failed };
}
