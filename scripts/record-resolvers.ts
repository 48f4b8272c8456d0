// record-resolvers.ts: makes apt, apk and uv fail in every way that src/failures/apt-and-apk.ts and src/failures/uv.ts
// explain, by the scripts of steps/ that run them, and writes their words to test/failures/resolvers.json.
// Needs an engine, the frontend image and, for apk, GROCKER_APK_TOOLS: a directory with the sources of apk-tools.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { makeCertificates } from '../test/support/certificates.ts';
import { listenOnLoopback } from '../test/support/loopback.ts';
import { testPython } from '../test/support/test-python.ts';

const root = new URL('..', import.meta.url).pathname;
const record = join(root, 'test/failures/resolvers.json');
const frontend = process.env['GROCKER_FRONTEND_IMAGE'] ?? 'org/grocker-frontend';
const apkTools = process.env['GROCKER_APK_TOOLS'];
const work = mkdtempSync(join(tmpdir(), 'grocker-resolvers-'));

/** Runs a program while the servers of this process answer; what it prints. */
async function run(
  program: string,
  args: readonly string[],
  input: string | Buffer = '',
): Promise<string> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  const closed = once(child, 'close');
  const printed = await text(child.stdout);
  await closed;
  if (child.exitCode !== 0) throw new Error(`${program} ${args.join(' ')} failed`);
  return printed;
}

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

/** A repository of packages whose files are never fetched. */
const debianPackages = [
  ['libmagic1t64', 'Version: 1:5.46-5'],
  ['libzbar-dev', 'Version: 0.23'],
  ['broken', 'Version: 1.0\nDepends: only-named (>= 2)'],
]
  .map(
    ([name = '', fields = '']) =>
      `Package: ${name}\n${fields}\nArchitecture: all\nFilename: ./${name}.deb\nSize: 1\nSHA256: ${sha256(name)}\n`,
  )
  .join('\n');
const releaseOf = (packages: string) =>
  `Date: Thu, 01 Jan 2026 00:00:00 UTC\nSHA256:\n ${sha256(packages)} ${packages.length} Packages\n`;

/** Packages of an index (PEP 503, PEP 658): files, and the fields of their metadata. */
const indexed: Readonly<Record<string, readonly (readonly [file: string, fields: string])[]>> = {
  server: [['server-1.0-py3-none-any.whl', 'Requires-Dist: tools>=2']],
  tools: [
    ['tools-1.0-py3-none-any.whl', ''],
    ['tools-2.0-py3-none-any.whl', ''],
  ],
  newer: [['newer-1.0-py3-none-any.whl', 'Requires-Python: >=3.99']],
  windows: [['windows-1.0-py3-none-win_amd64.whl', '']],
  machine: [['machine-1.0-py3-none-manylinux_2_17_aarch64.whl', '']],
  older: [['older-1.0-cp38-cp38-manylinux_2_17_x86_64.whl', '']],
};

/** By the first directory of a path; without the number, which a server does not have in its urls. */
const STATUSES: Readonly<Record<string, number>> = {
  closed: 401,
  forbidden: 403,
  many: 429,
  busy: 503,
};

const answer: RequestListener = ({ url = '/' }, response) => {
  const [, kind = '', ...rest] = url.split('/');
  const last = rest.at(-1) ?? '';
  response.setHeader('last-modified', 'Thu, 01 Jan 2026 00:00:00 GMT');
  const status = STATUSES[kind];
  if (status !== undefined) {
    response.writeHead(status, { 'www-authenticate': 'Basic realm="index"' }).end('no\n');
  } else if (last === 'Packages' && kind === 'debian') {
    response.end(debianPackages);
  } else if (last === 'Packages' && kind === 'updating') {
    response.end(debianPackages.replace('0.23', '0.24'));
  } else if (last === 'Release' && (kind === 'debian' || kind === 'updating')) {
    response.end(releaseOf(debianPackages));
  } else if (kind === 'simple' && indexed[rest[0] ?? ''] !== undefined) {
    const files = indexed[rest[0] ?? ''] ?? [];
    const links = files.map(
      ([file]) =>
        `<a href="/files/${file}#sha256=${sha256(file)}" data-core-metadata="true">${file}</a>`,
    );
    response.writeHead(200, { 'content-type': 'text/html' }).end(links.join('\n'));
  } else if (kind === 'files' && last.endsWith('.metadata')) {
    const [name = '', version = ''] = last.split('-');
    const fields = Object.values(indexed)
      .flat()
      .find(([file]) => `${file}.metadata` === last)?.[1];
    response.end(`Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n${fields ?? ''}\n`);
  } else if (kind === 'alpine' && existsSync(join(work, 'alpine', ...rest))) {
    response.end(readFileSync(join(work, 'alpine', ...rest)));
  } else {
    response.writeHead(404).end();
  }
};

const server = createServer(answer);
const port = await listenOnLoopback(server);
const { server: files } = makeCertificates(work);
const secure = createTlsServer(
  { key: readFileSync(files.key), cert: readFileSync(files.certificate) },
  answer,
);
const securePort = await listenOnLoopback(secure);
const at = `http://127.0.0.1:${port}`;

const steps = execFileSync('tar', ['-c', '-C', join(root, 'steps'), '.']);

/** Servers that do not answer as they should. */
const lostServers = {
  'a server that refuses': 'http://127.0.0.1:1',
  'a server without an address': 'http://nowhere.invalid',
  'a server of an unknown authority': `https://127.0.0.1:${securePort}`,
  'a server that is busy': `${at}/busy`,
  'a server with too many requests': `${at}/many`,
};

/** Runs a script of steps/ in a container; the words of its answer. */
async function resolvedIn(
  image: string,
  shell: string,
  script: string,
  packages: readonly string[],
) {
  const prepare = `mkdir -p /run/grocker/steps; tar -xC /run/grocker/steps; ${shell}`;
  const resolve = `sh /run/grocker/steps/${script} /answer -- ${packages.join(' ')}`;
  const command = ['-ec', `${prepare}\n${resolve} >/dev/null\ncat /answer`];
  const docker = ['run', '--rm', '--interactive', '--network', 'host', '--entrypoint', 'sh', image];
  return words(await run('docker', [...docker, ...command], steps));
}

function words(answered: string): string {
  if (!answered.startsWith('error\n')) throw new Error(`it did not fail: ${answered}`);
  return shown(answered.slice('error\n'.length));
}

/** Without values that differ in each recording. */
function shown(printed: string): string {
  return printed
    .replaceAll(new RegExp(`127\\.0\\.0\\.1[: ](?:${port}|${securePort})`, 'g'), 'files.example')
    .replaceAll(`${work}/cache`, '/var/cache/grocker/uv')
    .replaceAll(/\/tmp\/tmp\w+/g, '/tmp/tmp');
}

async function apt(line: string, ...packages: readonly string[]): Promise<string> {
  const shell = `rm -f /etc/apt/sources.list.d/*; echo 'deb ${line} ./' >/etc/apt/sources.list`;
  return resolvedIn('debian:trixie-slim', shell, 'apt-resolve.sh', packages);
}

async function apk(repository: string, ...packages: readonly string[]): Promise<string> {
  const shell = `echo '${repository}' >/etc/apk/repositories`;
  return resolvedIn('grocker/apk-stand-in', shell, 'apk-resolve.sh', packages);
}

const program = `
import json, sys, resolve, trusted_uv
trusted_uv.CACHE, resolve.CONTEXT, resolve.PROJECT = ["/".join((sys.argv[1], name)) for name in ("cache", "context", "project")]
sys.exit(resolve.main(json.load(sys.stdin), sys.argv[2]))
`;

/** The words of uv: its answer, or what the step prints where the failure is temporary. */
function uv(
  requirement: string | readonly string[],
  url = `${at}/simple`,
  path = process.env['PATH'] ?? '',
): Promise<string> {
  const output = join(work, 'answer');
  rmSync(output, { force: true });
  const request = {
    ...{
      uv: join(work, 'uv'),
      requirements: [requirement].flat(),
      foreign: false,
      constraints: '',
    },
    ...{ project: null, groupsOf: null, extras: [], groups: [], index: { url }, findLinks: [] },
    ...{ noIndex: false, prereleases: false, noBinary: [], onlyBinary: [], onlyThese: false },
    ...{ metadata: [], platform: 'x86_64-manylinux_2_28' },
  };
  return new Promise((resolve, reject) => {
    const child = spawn(testPython(), ['-B', '-c', program, work, output], {
      env: {
        PATH: path,
        HOME: work,
        PYTHONPATH: join(root, 'steps'),
        UV_HTTP_RETRIES: '0',
        GIT_TERMINAL_PROMPT: '0',
      },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    child.stdin.end(JSON.stringify(request));
    const printed = buffer(child.stderr);
    child.on('error', reject);
    child.on('close', () => {
      if (existsSync(output)) resolve(words(readFileSync(output, 'utf8')));
      else
        void printed.then((all) => {
          resolve(shown(all.toString()));
        }, reject);
    });
  });
}

type Words = Readonly<Record<string, string>>;

/** One after another: each uses the same files. */
async function all(cases: Readonly<Record<string, () => Promise<string>>>): Promise<Words> {
  const found: Record<string, string> = {};
  for (const [name, failing] of Object.entries(cases)) found[name] = await failing();
  return found;
}

function lost(failing: (url: string) => Promise<string>) {
  return Object.fromEntries(
    Object.entries(lostServers).map(([name, url]) => [name, () => failing(url)]),
  );
}

try {
  const before = JSON.parse(existsSync(record) ? readFileSync(record, 'utf8') : '{}') as Readonly<
    Record<string, Words>
  >;
  const container = (await run('docker', ['create', frontend])).trim();
  await run('docker', ['cp', `${container}:/usr/local/bin/uv`, join(work, 'uv')]);
  await run('docker', ['rm', container]);
  chmodSync(join(work, 'uv'), 0o755);
  const trusted = `[trusted=yes] ${at}/debian`;
  const debian = await all({
    'a package that is not there': () => apt(trusted, 'libmagic1'),
    'a package that others only name': () => apt(trusted, 'only-named'),
    'a version that is not there': () => apt(trusted, 'libzbar-dev=9'),
    'a package that depends on one that is not there': () => apt(trusted, 'broken'),
    'a repository without a signature': () => apt(`${at}/debian`, 'libzbar-dev'),
    'a mirror in an update': () => apt(`[trusted=yes] ${at}/updating`, 'libzbar-dev'),
    'a mirror without lists': () => apt(`[trusted=yes] ${at}/nothing`, 'libzbar-dev'),
    ...lost((url) => apt(`[trusted=yes] ${url}`, 'libzbar-dev')),
  });
  let alpine = before['apk'] ?? {};
  if (apkTools !== undefined) {
    const authorities = process.env['GROCKER_CA_BUNDLE'];
    const standIn = (...args: readonly string[]) =>
      run('docker', [
        ...['buildx', 'build', '--quiet', '--build-context', `apk-tools=${apkTools}`],
        ...(authorities === undefined ? [] : ['--secret', `id=ca-certificates,src=${authorities}`]),
        ...[
          '--build-arg',
          'REPOSITORY=http://127.0.0.1:1',
          ...args,
          join(root, 'test/engine/alpine'),
        ],
      ]);
    mkdirSync(join(work, 'alpine'));
    await standIn('--target', 'repository', '--output', `type=local,dest=${join(work, 'alpine')}`);
    await standIn('--tag', 'grocker/apk-stand-in', '--load');
    alpine = await all({
      'a package that is not there': () => apk(`${at}/alpine`, 'libzbar'),
      'a version that is not there': () => apk(`${at}/alpine`, 'greeting=9'),
      'a mirror without lists': () => apk(`${at}/nothing`, 'greeting'),
      ...lost((url) => apk(url, 'greeting')),
    });
    await run('docker', ['image', 'rm', '--force', 'grocker/apk-stand-in']);
  }
  const python = await all({
    'a package that is not there': () => uv('nothing-here'),
    'a version that is not there': () => uv('tools==9'),
    'versions that contradict each other': () => uv(['server', 'tools==1.0']),
    'a package for another Python': () => uv('newer'),
    'a package for another system': () => uv('windows'),
    'a package for another machine': () => uv('machine'),
    'a package with wheels for other Pythons': () => uv('older'),
    'a requirement that is none': () => uv('tools ='),
    'an index that asks for a password': () => uv('tools', `${at}/closed`),
    'an index that is forbidden': () => uv('tools', `${at}/forbidden`),
    'a repository without git': () =>
      uv('f @ git+https://nowhere.invalid/f.git', undefined, '/nothing'),
    'a repository without an address': () => uv('f @ git+https://nowhere.invalid/f.git'),
    'a repository of an unknown authority': () =>
      uv(`f @ git+https://127.0.0.1:${securePort}/f.git`),
    'a repository that is not there': () => uv(`f @ git+${at}/f.git`),
    ...lost((url) => uv('tools', url)),
  });
  writeFileSync(record, `${JSON.stringify({ apt: debian, apk: alpine, uv: python }, null, 2)}\n`);
} finally {
  server.close();
  secure.close();
  rmSync(work, { recursive: true, force: true });
}
process.exit(0);
