import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';

import { onTestFinished } from 'vitest';

import { listenOnLoopback } from './loopback.ts';

/**
 * Serves the files of a directory on loopback until the test is finished.
 *
 * @param directory asked anew for each request.
 * @returns the url of the directory, without a slash at its end.
 */
export async function serveFiles(directory: () => string): Promise<string> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    readFile(join(directory(), path)).then(
      (content) => response.end(content),
      () => response.writeHead(404).end(),
    );
  });
  const port = await listenOnLoopback(server);
  onTestFinished(() => {
    server.close();
  });
  return `http://127.0.0.1:${port}`;
}
