import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';

import {
  buildGrocker,
  hostNetwork,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { listenOnLoopback } from '../support/loopback.ts';
import { sdist } from '../support/sdist.ts';
import { wheelOf } from '../support/wheel-of.ts';

// An index that answers uv honestly, and lies to the step that reads the classifiers of a release.

const LIED = 'Metadata-Version: 2.1\nClassifier: Programming Language :: Python :: 3.12\n';

/** A zip with the METADATA of a wheel, which is followed by so many bytes. */
function padded(name: string, bytes: number): Buffer {
  const script = [
    'import io, sys, zipfile',
    'out = io.BytesIO()',
    'with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as wheel:',
    '    wheel.writestr(sys.argv[1], sys.argv[2].encode() + bytes(int(sys.argv[3])))',
    'sys.stdout.buffer.write(out.getvalue())',
  ].join('\n');
  const info = `${name}-1.0.dist-info/METADATA`;
  return execFileSync('python3', ['-c', script, info, LIED, String(bytes)]);
}

function endless(response: ServerResponse): void {
  const block = Buffer.alloc(1 << 20, LIED);
  const more = (): void => {
    response.write(block, (error) => {
      if (!error) more();
    });
  };
  more();
}

const redirect = (response: ServerResponse, location: string) =>
  response.writeHead(302, { location }).end();

/** By the build tag of a wheel: what its metadata file is, and what it is itself. */
const lies: Readonly<
  Record<string, readonly ((response: ServerResponse, path: string, name: string) => unknown)[]>
> = {
  1: [endless, (response) => redirect(response, 'file:///etc/os-release')],
  2: [redirect, endless],
  3: [
    (response) => response.writeHead(404).end(),
    (response, _, name) => response.end(padded(name, 10_000_000)),
  ],
  4: [
    (response) => {
      response.writeHead(200, { 'content-length': 10 ** 15 });
      endless(response);
    },
    (response, _, name) => response.end(padded(name, 300_000_000)),
  ],
};

test.runIf(sharesLoopback())(
  'classifiers come from the one file of a release that the index does not lie about',
  async () => {
    const name = `lied${randomBytes(4).toString('hex')}`;
    const wheels = Object.keys(lies).map((tag) => `${name}-1.0-${tag}-py3-none-any.whl`);
    const wheel = wheelOf(name, { [`${name}.py`]: '' });
    const honest = 'Metadata-Version: 2.1\nClassifier: Programming Language :: Python :: 3.11\n';
    const source = sdist(`${name}-1.0`, { 'PKG-INFO': honest });
    const files = new Map([
      ...wheels.map((file) => [file, wheel] as const),
      [`${name}-1.0.tar.gz`, source] as const,
    ]);
    const lied = new Set<string>();
    const server = createServer(({ url = '', headers }, response) => {
      const [, tag = '', beside] = /-1\.0-(\d)-py3-none-any\.whl(\.metadata)?$/.exec(url) ?? [];
      const lie = lies[tag]?.[beside === undefined ? 1 : 0];
      const data = files.get(url.slice('/files/'.length));
      response.setHeader('cache-control', 'no-store');
      if (lie !== undefined && headers['user-agent']?.startsWith('Python-urllib')) {
        lied.add(url);
        lie(response, url, name);
      } else if (url === `/simple/${name}/`) {
        // With sizes, without which no file is read for its classifiers.
        const listed = Array.from(files, ([filename, bytes]) => {
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          return { filename, url: `/files/${filename}`, hashes: { sha256 }, size: bytes.length };
        });
        response.setHeader('content-type', 'application/vnd.pypi.simple.v1+json');
        response.end(JSON.stringify({ meta: { 'api-version': '1.0' }, name, files: listed }));
      } else if (data !== undefined) response.end(data);
      else response.writeHead(404).end();
    });
    const port = await listenOnLoopback(server);
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const directory = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        `release: ${name}==1.0`,
        `index: {url: "http://127.0.0.1:${port}/simple"}`,
        'entrypoint_name: [python, -c, "import sys; print(sys.version_info[:2])"]',
        '',
      ].join('\n'),
    });
    const tag = uniqueTag('lied');
    await buildGrocker(directory, [...hostNetwork, '--tag', tag]);
    expect(await runImage(tag)).toBe('(3, 11)\n');
    const places = wheels.map((file) => `/files/${file}`);
    expect([...lied].sort()).toEqual(
      places.flatMap((place) => [place, `${place}.metadata`]).sort(),
    );
  },
);
