import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';

import type { Files } from './engine.ts';
import { listenOnLoopback } from './loopback.ts';

/** Git over http on loopback (git-http-backend(1)), which may ask for a header. */
export interface GitServer {
  /** The url of its repositories, with a slash at the end. */
  readonly url: string;
  readonly stop: () => void;
}

/** Makes a repository of one commit, and gives the commit: the same for the same files. */
export function makeRepository(directory: string, files: Files): string {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'init.defaultBranch=main', ...args], {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, ...IDENTITY },
    });
  mkdirSync(directory, { recursive: true });
  git('init', '--quiet');
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  git('add', '--all');
  git('commit', '--quiet', '--message', 'First');
  return git('rev-parse', 'HEAD').trim();
}

const DATE = '2026-01-01T00:00:00Z';
const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@example.org',
  GIT_AUTHOR_DATE: DATE,
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@example.org',
  GIT_COMMITTER_DATE: DATE,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** @param authorization the header's value without which nothing is answered, if any. */
export async function serveGit(root: string, authorization?: string): Promise<GitServer> {
  const server = createServer((asked, answer) => {
    const given = asked.headers.authorization ?? '';
    if (authorization !== undefined && given.toLowerCase() !== authorization.toLowerCase()) {
      answer.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    backend(root, asked, answer);
  });
  const port = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A CGI program (RFC 3875): headers, an empty line and the body on its output. */
function backend(root: string, asked: IncomingMessage, answer: ServerResponse): void {
  const { pathname, search } = new URL(asked.url ?? '/', 'http://localhost');
  const header = (name: string) => String(asked.headers[name] ?? '');
  const ran = spawn('git', ['http-backend'], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: asked.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: header('content-type'),
      CONTENT_LENGTH: header('content-length'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: header('git-protocol'),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  asked.pipe(ran.stdin);
  const parts: Buffer[] = [];
  ran.stdout.on('data', (part: Buffer) => parts.push(part));
  ran.on('close', () => {
    const all = Buffer.concat(parts);
    const end = all.indexOf('\r\n\r\n');
    const headers = all.subarray(0, Math.max(end, 0)).toString().split('\r\n');
    let status = 200;
    for (const line of headers) {
      const [name = '', value = ''] = line.split(/: (.*)/);
      if (name === 'Status') status = parseInt(value, 10);
      else if (name !== '') answer.setHeader(name, value);
    }
    answer.writeHead(end < 0 ? 500 : status).end(all.subarray(end + 4));
  });
}
