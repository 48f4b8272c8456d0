import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

import { onTestFinished } from 'vitest';

import { listenOnLoopback } from './loopback.ts';

/** A file of a project on an index. */
export interface IndexFile {
  readonly project: string;
  readonly file: string;
  readonly data: Buffer;
  /** The sha256 that the index says of it; absent: its own. */
  readonly sha256?: string;
  /** The text after the name in its url; absent: nothing. */
  readonly query?: string;
}

/** An index on loopback (PEP 503), until the test is finished. */
export interface ProjectIndex {
  readonly url: string;
  readonly port: number;
  /** Asks for a user and a password from then on. */
  readonly protect: (user: string, password: string) => void;
  readonly add: (...files: readonly IndexFile[]) => void;
  /** The headers Authorization of all requests so far; undefined: one without. */
  readonly authorizations: readonly (string | undefined)[];
}

export async function serveProjects(...first: readonly IndexFile[]): Promise<ProjectIndex> {
  const files = [...first];
  const authorizations: (string | undefined)[] = [];
  let authorization: string | undefined;
  const server = createServer((request, response) => {
    authorizations.push(request.headers.authorization);
    if (authorization !== undefined && request.headers.authorization !== authorization) {
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end();
      return;
    }
    const [path = '/'] = (request.url ?? '/').split('?');
    const [, project = ''] = /^\/simple\/([^/]+)\/$/.exec(path) ?? [];
    const file = files.find((each) => `/files/${each.file}` === path);
    const listed = files.filter((each) => each.project === project);
    response.setHeader('cache-control', 'no-store');
    if (file !== undefined) response.end(file.data);
    else if (listed.length === 0) response.writeHead(404).end();
    else {
      response.setHeader('content-type', 'text/html');
      response.end(listed.map(link).join('\n'));
    }
  });
  const port = await listenOnLoopback(server);
  onTestFinished(() => {
    server.close();
  });
  return {
    url: `http://127.0.0.1:${port}/simple`,
    port,
    protect: (user, password) => {
      authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    },
    add: (...more) => {
      files.push(...more);
    },
    authorizations,
  };
}

function link({ file, data, sha256, query = '' }: IndexFile): string {
  const digest = sha256 ?? createHash('sha256').update(data).digest('hex');
  return `<a href="/files/${file}${query}#sha256=${digest}">${file}</a>`;
}
