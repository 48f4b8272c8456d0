import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
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
import { wheelOf } from '../support/wheel-of.ts';

// An index that fails for a while must not decide anything: not the Python of an image, and not for the next build.

/** How the server fails for which requests, while it does. */
type Failure = 'none' | 'all' | 'metadata' | 'files';

test.runIf(sharesLoopback())(
  'a 503 changes neither Python nor packages, and the next build has the right ones',
  async () => {
    const name = `aged${randomBytes(4).toString('hex')}`;
    const file = `${name}-1.0-py3-none-any.whl`;
    const info = `${name}-1.0.dist-info/METADATA`;
    const metadata = [
      'Metadata-Version: 2.1',
      `Name: ${name}`,
      'Version: 1.0',
      'Requires-Python: >=3.9',
      'Classifier: Programming Language :: Python :: 3.11',
      '',
    ].join('\n');
    const wheel = wheelOf(name, { [info]: metadata, [`${name}.py`]: '' });
    const sha256 = createHash('sha256').update(wheel).digest('hex');
    let failing: Failure = 'all';
    let served = 0;
    const server = createServer(({ url = '' }, response) => {
      response.setHeader('cache-control', 'no-store');
      const kind = url.endsWith('.metadata') ? 'metadata' : url.endsWith('.whl') ? 'files' : 'page';
      const fails =
        failing === 'all' || failing === kind || (failing === 'metadata' && kind === 'files');
      if (fails) response.writeHead(503).end('busy');
      else if (kind === 'metadata') response.end(metadata);
      else if (kind === 'files') response.end(wheel);
      else if (url === `/simple/${name}/`) {
        served += 1;
        response.setHeader('content-type', 'text/html');
        response.end(
          `<a href="/${file}#sha256=${sha256}" data-core-metadata="true" data-requires-python="&gt;=3.9">${file}</a>`,
        );
      } else response.writeHead(404).end();
    });
    const port = await listenOnLoopback(server);
    onTestFinished(() => {
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
    const build = async (fails: Failure, statuses: readonly number[]) => {
      failing = fails;
      const tag = uniqueTag('aged');
      const args = [...hostNetwork, '--tag', tag];
      const { stderr } = await buildGrocker(directory, args, { statuses });
      return { stderr, tag };
    };
    for (const fails of ['all', 'metadata'] as const) {
      const { stderr } = await build(fails, [1]);
      expect(stderr, fails).toMatch(/ERROR: .*grocker\.yml:\d+:\d+: /);
      expect(stderr, fails).toContain('[network-unreachable]');
    }
    expect(served).toBeGreaterThan(0);
    // The one that the release names, as a build on a day without failures has it.
    const { tag } = await build('none', [0]);
    expect(await runImage(tag)).toBe('(3, 11)\n');
  },
);
