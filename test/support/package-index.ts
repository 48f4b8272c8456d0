import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';

import { onTestFinished } from 'vitest';

import { listenOnLoopback } from './loopback.ts';

/** A package index on loopback with one wheel (PEP 503), until the test is finished. */
export interface PackageIndex {
  readonly url: string;
  /** Puts the wheel to another url: the first one is gone. */
  readonly move: () => void;
}

const FILE = 'greeting-1.0-py3-none-any.whl';

/** A wheel unlike any that a builder has seen, so that it cannot have it. */
export function greetingWheel(): Buffer {
  const script = [
    'import io, sys, zipfile',
    'out = io.BytesIO()',
    'with zipfile.ZipFile(out, "w") as wheel:',
    '    wheel.writestr("greeting.py", "text = \'hello\'\\n# " + sys.argv[1] + "\\n")',
    '    wheel.writestr("greeting-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: greeting\\nVersion: 1.0\\n")',
    '    wheel.writestr("greeting-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")',
    '    wheel.writestr("greeting-1.0.dist-info/RECORD", "greeting.py,,\\n")',
    'sys.stdout.buffer.write(out.getvalue())',
  ].join('\n');
  return execFileSync('python3', ['-c', script, randomBytes(8).toString('hex')]);
}

export async function serveIndex(wheel: Buffer): Promise<PackageIndex> {
  const sha256 = createHash('sha256').update(wheel).digest('hex');
  let place = 'first';
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/simple/greeting/') {
      response.setHeader('content-type', 'text/html');
      response.setHeader('cache-control', 'no-store');
      response.end(`<a href="/${place}/${FILE}#sha256=${sha256}">${FILE}</a>`);
    } else if (path === `/${place}/${FILE}`) {
      response.end(wheel);
    } else {
      response.writeHead(404).end();
    }
  });
  const port = await listenOnLoopback(server);
  onTestFinished(() => {
    server.close();
  });
  return {
    url: `http://127.0.0.1:${port}`,
    move: () => {
      place = 'second';
    },
  };
}
