// record-failures.ts NAME [BUILDER]: makes the builder fail in every way that src/failures explains, and writes the status
// of each failure to test/failures/NAME.json, without values that differ in each recording.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { exitStatuses } from '../src/graph/agreed.ts';
import type { Failing } from '../test/support/failing-frontend.ts';
import { makeRepository, serveGit } from '../test/support/git-server.ts';
import { listenOnLoopback } from '../test/support/loopback.ts';
import type { RecordedStatus } from '../test/support/recorded-failure.ts';

const [name = '', builder = 'default'] = process.argv.slice(2);
if (name === '') throw new Error('usage: record-failures.ts NAME [BUILDER]');
const work = mkdtempSync(join(tmpdir(), 'grocker-failures-'));
/** Runs a program while the servers of this process answer. */
async function run(program: string, ...args: readonly string[]): Promise<void> {
  const [status] = (await once(spawn(program, args, { stdio: 'inherit' }), 'close')) as [number];
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed`);
}

const server = createServer((request, response) => {
  const status = Number(/^\/(\d{3})\//.exec(request.url ?? '')?.[1] ?? 200);
  response.writeHead(status).end('another file\n');
});
const port = await listenOnLoopback(server);
const key = join(work, 'key.pem');
const certificate = join(work, 'certificate.pem');
execFileSync('openssl', [
  ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
  ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate],
]);
const secure = createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) });
const securePort = await listenOnLoopback(secure);
makeRepository(join(work, 'repositories/there.git'), { 'a.txt': 'a\n' });
const open = await serveGit(join(work, 'repositories'));
const closed = await serveGit(join(work, 'repositories'), 'Basic never');

/** A different pin for each source: a daemon reports the same failure for sources with the same pin. */
const pins = Array.from({ length: 16 }, (_, index) => index.toString(16).padStart(2, 'a'));
const sha256 = () => pins.shift()?.repeat(32) ?? '';
const commit = () => pins.shift()?.repeat(20) ?? '';
const file = 'numpy-2.0-py3-none-any.whl';
const steps = '/run/grocker/steps';
const script = (path: string, ending: string, request: unknown = { name: 'numpy' }) => [
  'sh',
  '-c',
  `${ending} # $0`,
  `${steps}/${path}`,
  JSON.stringify(request),
];
/** A script of steps/ that exits with a status, under the name by which the record is found. */
const exits = (
  path: string,
  status: number,
  request?: unknown,
): Readonly<Record<string, Failing>> => ({
  [`${path} that exits with ${status}`]: {
    kind: 'process',
    args: script(path, `exit ${status}`, request),
  },
});
const status = exitStatuses;
const pinned = { sha256: 'f'.repeat(64) };
const archive = { archive: '/run/grocker/archive/words.zip', out: '/unpacked' };
const wheels = { wheels: ['/run/grocker/wheels/numpy-2.0-py3-none-any.whl'] };
const failing: Readonly<Record<string, Failing>> = {
  'a process that exits with 1': { kind: 'process', args: script('compile.py', 'exit 1') },
  'a process that exits with 2': { kind: 'process', args: script('verify.py', 'exit 2') },
  'a process that exits with 3': { kind: 'process', args: script('user-and-venv.sh', 'exit 3') },
  'a process that exits with 4': { kind: 'process', args: script('compile.py', 'exit 4') },
  'a process that is killed': {
    kind: 'process',
    args: script('compile.py', "sh -c 'kill -9 $$'; exit $?"),
  },
  'a program that is not there': { kind: 'process', args: ['/no/program'] },
  'a page that is gone': {
    kind: 'http',
    url: `http://127.0.0.1:${port}/404/${file}`,
    sha256: sha256(),
  },
  'a page that asks for a password': {
    kind: 'http',
    url: `http://127.0.0.1:${port}/401/${file}`,
    sha256: sha256(),
  },
  'a page that is forbidden': {
    kind: 'http',
    url: `http://127.0.0.1:${port}/403/${file}`,
    sha256: sha256(),
  },
  'a server that fails': {
    kind: 'http',
    url: `http://127.0.0.1:${port}/500/${file}`,
    sha256: sha256(),
  },
  'another file': { kind: 'http', url: `http://127.0.0.1:${port}/200/${file}`, sha256: sha256() },
  'a server that refuses': { kind: 'http', url: `http://127.0.0.1:1/${file}`, sha256: sha256() },
  'a server without an address': {
    kind: 'http',
    url: `http://nowhere.invalid/${file}`,
    sha256: sha256(),
  },
  'a server of an unknown authority': {
    kind: 'http',
    url: `https://127.0.0.1:${securePort}/${file}`,
    sha256: sha256(),
  },
  'a repository that is not there': { kind: 'git', url: `${open.url}none.git`, commit: commit() },
  'a commit that is not there': { kind: 'git', url: `${open.url}there.git`, commit: commit() },
  'a repository that asks for a password': {
    kind: 'git',
    url: `${closed.url}there.git`,
    commit: commit(),
  },
  'a repository without an address': {
    kind: 'git',
    url: 'https://nowhere.invalid/a.git',
    commit: commit(),
  },
  'a repository of an unknown authority': {
    kind: 'git',
    url: `https://127.0.0.1:${securePort}/a.git`,
    commit: commit(),
  },
  'a repository that refuses': { kind: 'git', url: 'http://127.0.0.1:1/a.git', commit: commit() },
  'a repository that asks for a key': {
    kind: 'git',
    url: 'ssh://git@127.0.0.1/a.git',
    commit: commit(),
  },
  'a file that the context does not have': { kind: 'context', path: 'nothing/here.txt' },
  ...exits('fetch.py', 1, pinned),
  ...exits('fetch.py', status.OTHER_FILE, pinned),
  ...exits('fetch.py', status.GONE, pinned),
  ...exits('fetch.py', status.DENIED, pinned),
  ...exits('fetch.py', status.NO_ADDRESS, pinned),
  ...exits('fetch.py', status.NO_TRUST, pinned),
  ...exits('fetch.py', status.NO_ANSWER, pinned),
  ...exits('compile.py', status.OTHER_PACKAGE),
  ...exits('compile.py', status.NO_COMPILER),
  ...exits('unpack_zip.py', status.DAMAGED, archive),
  ...exits('unpack_zip.py', status.OUTSIDE, archive),
  ...exits('time-zone.sh', status.MISSING_PROGRAM),
  ...exits('time-zone.sh', status.FIRST_NAME),
  ...exits('locales.sh', status.MISSING_PROGRAM),
  ...exits('locales.sh', status.FIRST_NAME),
  ...exits('certificates.sh', status.MISSING_PROGRAM),
  ...exits('certificates.sh', status.FIRST_NAME),
  ...exits('compile.py', status.BAD_SOURCE),
  ...exits('resolve.py', 1),
  ...exits('resolve.py', status.NO_ANSWER),
  ...exits('release.py', status.NO_ANSWER),
  ...exits('fetch-build-environment.py', status.NO_ANSWER),
  ...exits('fetch-build-environment.py', status.BAD_SOURCE),
  ...exits('install.py', 1, wheels),
};

try {
  const image = 'org/grocker-failing-frontend';
  const bundle = join(work, 'image');
  mkdirSync(bundle);
  await build({
    entryPoints: [new URL('../test/support/failing-frontend.ts', import.meta.url).pathname],
    outfile: join(bundle, 'frontend.cjs'),
    ...{ bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' },
  });
  const dockerfile = [
    'FROM node:26-trixie-slim',
    'COPY frontend.cjs /',
    'LABEL moby.buildkit.frontend.network.none=true',
    'ENTRYPOINT ["node", "/frontend.cjs"]',
  ].join('\n');
  writeFileSync(join(bundle, 'Dockerfile'), dockerfile);
  const made = ['--provenance=false', '--load', '-t', image, bundle];
  await run('docker', 'buildx', 'build', '--builder', 'default', ...made);
  if (builder !== 'default') await run('scripts/engine', 'mirror', image);
  const context = join(work, 'context');
  mkdirSync(context);
  const definition = `# syntax=${image}\n${JSON.stringify(Object.values(failing))}\n`;
  writeFileSync(join(context, 'grocker.yml'), definition);
  const output = `type=local,dest=${work}`;
  const asked = ['-f', `${context}/grocker.yml`, '--output', output, context];
  await run('docker', 'buildx', 'build', '--progress=plain', '--builder', builder, ...asked);
  const answers = JSON.parse(
    readFileSync(join(work, 'failures.json'), 'utf8'),
  ) as readonly RecordedStatus[];
  const names = Object.keys(failing);
  const named = Object.fromEntries(answers.map((answer, index) => [names[index] ?? '', answer]));
  const ports = [port, securePort, new URL(open.url).port, new URL(closed.url).port];
  const text = ports.reduce<string>(
    (all, each) => all.replaceAll(`127.0.0.1:${each}`, 'files.example'),
    JSON.stringify(named, null, 2),
  );
  writeFileSync(new URL(`../test/failures/${name}.json`, import.meta.url), `${text}\n`);
} finally {
  server.close();
  secure.close();
  open.stop();
  closed.stop();
  rmSync(work, { recursive: true });
}
process.exit(0);
