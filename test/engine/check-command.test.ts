import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { docker, temporaryDirectory } from '../support/engine.ts';
import { grocker } from '../support/grocker.ts';

/** A server without a package: the tests are about the start of its container. */
const server = (host: string, before = '') => `
import os, sys
from http.server import HTTPServer, SimpleHTTPRequestHandler
${before}
print('ready', flush=True)
HTTPServer(('${host}', int(os.environ.get('PORT', 8000))), SimpleHTTPRequestHandler).serve_forever()
`;

const definition = (more = '') => `# syntax=org/grocker-frontend
source: .  # all of it
entrypoint_name: [python, app.py]
ports: [8000]
${more}`;

/** Containers and images that a check has left. */
async function leftovers(): Promise<string> {
  const containers = await docker(['ps', '--all', '--filter', 'name=grocker-check-', '--quiet']);
  const images = await docker(['image', 'ls', '--filter', 'reference=grocker-check-*', '--quiet']);
  return containers.stdout + images.stdout;
}

test.each<[string, Readonly<Record<string, string>>, number, RegExp]>([
  [
    'a server, without rights and on a read-only filesystem',
    { 'app.py': server('', "open('/tmp/file', 'w').write('kept')"), 'grocker.yml': definition() },
    0,
    /^check: the container listens on port 8000, after \d/,
  ],
  [
    'a healthy container',
    {
      'app.py': server(''),
      'grocker.yml': definition(
        'healthcheck: {test: [python, -c, "import socket; socket.create_connection((\'127.0.0.1\', 8000))"]}\n',
      ),
    },
    0,
    /^check: the container is healthy, after \d/,
  ],
  [
    'a health check that fails',
    {
      'app.py': server(''),
      'grocker.yml': definition('healthcheck: {test: [python, -c, "raise SystemExit(1)"]}\n'),
    },
    1,
    /^check: the health check of the container fails, after \d/,
  ],
  [
    'a server that ends before it answers',
    {
      'app.py':
        "import socket, time\nserver = socket.create_server(('', 8000))\ntime.sleep(2)\nraise SystemExit(3)\n",
      'grocker.yml': definition(),
    },
    1,
    /^check: the container ended with exit status 3, after \d/,
  ],
  [
    'a job that ends',
    { 'app.py': "print('done')\n", 'grocker.yml': definition().replace('ports: [8000]\n', '') },
    0,
    /^check: the container finished with exit status 0, after \d/,
  ],
  [
    'a container that crashes',
    { 'app.py': "print('begun')\n1 / 0\n", 'grocker.yml': definition() },
    1,
    /^check: the container ended with exit status 1, after [\d.]+ s\n {2}its last lines:\n {4}begun\n[^]*ZeroDivisionError: division by zero\n$/,
  ],
  [
    'a container that writes outside of /tmp and its volumes',
    {
      'app.py': server('', "open('state.db', 'w')"),
      'grocker.yml': definition(),
    },
    1,
    /^check: the container ended .*\n {2}the application writes state\.db, and a cluster .*\n {2}help: Write to \/tmp, or to a volume/,
  ],
  [
    'a server that listens only on loopback',
    { 'app.py': server('127.0.0.1'), 'grocker.yml': definition() },
    1,
    /^check: the container listens on port 8000 only inside of itself: bind to 0\.0\.0\.0.*\n {2}its last lines:\n {4}ready\n$/,
  ],
  [
    'a container that listens on no port',
    { 'app.py': 'import time\ntime.sleep(60)\n', 'grocker.yml': definition() },
    1,
    /^check: nothing listens on port 8000, after [\d.]+ s\n {2}it wrote nothing\n$/,
  ],
])('grocker check reports %s', async (_, files, status, expected) => {
  const directory = await temporaryDirectory(files);
  const { stdout } = await grocker(['check', '--timeout', '8'], { directory, statuses: [status] });
  expect(stdout).toMatch(expected);
  expect(await leftovers()).toBe('');
});

test('an image that fails the target check is not started', async () => {
  const directory = await temporaryDirectory({
    'app.py': 'print(',
    'grocker.yml': definition(),
  });
  const { stdout, stderr } = await grocker(['check'], { directory, statuses: [1] });
  expect(stdout).toBe('');
  expect(stderr).toContain('app.py');
  expect(await leftovers()).toBe('');
});

test('--fix adds the missing settings one after the other, and keeps the rest', async () => {
  const directory = await temporaryDirectory({
    'app.py': server('', "os.environ['PORT']"),
    'grocker.yml': definition().replace('entrypoint_name: [python, app.py]\n', ''),
  });
  const { stdout, stderr } = await grocker(['check', '--fix', '--json'], { directory });
  expect(JSON.parse(stdout)).toMatchObject({
    start: { kind: 'listens', port: 8000 },
    user: '1000:1000',
    ports: [8000],
  });
  expect(stdout).toMatch(/^ {4}"ready"/m);
  expect(stderr).toContain('Checking again.');
  const written = await readFile(join(directory, 'grocker.yml'), 'utf8');
  expect(written).toMatch(/^# syntax=.*\nsource: \. {2}# all of it\nports: \[8000\]\n/);
  expect(written).toMatch(/^entrypoint_name: \[python, app\.py\]/m);
  expect(written).toMatch(/^envs: \{PORT: "8000"\}/m);
});
