import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';

import {
  buildGrocker,
  buildx,
  caSecret,
  engineEnvironment,
  frontendArguments,
  runImage,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';

/** A server on this machine's loopback: a private engine shares it, a user's may run elsewhere. */
const sharesLoopback = engineEnvironment()['GROCKER_ENGINE'] === 'private';

const project = (...pyproject: readonly string[]): Readonly<Record<string, string>> => ({
  'grocker.yml': [
    '# syntax=org/grocker-frontend',
    'runtime: trixie/3.13',
    'dependencies: {build: [git]}',
    'entrypoint_name: app',
    '',
  ].join('\n'),
  'pyproject.toml': [
    ...['[project]', 'name = "app"', 'dynamic = ["version"]', 'requires-python = ">=3.11"'],
    ...['[project.scripts]', 'app = "app:main"'],
    ...pyproject,
    '',
  ].join('\n'),
  '.dockerignore': 'README.md\n',
  'README.md': 'is not sent\n',
  'src/app/__init__.py':
    'from importlib.metadata import version\n\ndef main():\n    print(version("app"))\n',
});

const setuptools = project(
  '[build-system]',
  'requires = ["setuptools>=77", "setuptools-scm>=8"]',
  'build-backend = "setuptools.build_meta"',
  '[tool.setuptools_scm]',
);
/** The same below the root of its repository, as in a repository of several services. */
const hatchling = below(
  'services/app',
  project(
    '[build-system]',
    'requires = ["hatchling", "hatch-vcs"]',
    'build-backend = "hatchling.build"',
    '[tool.hatch.version]',
    'source = "vcs"',
    'raw-options = {root = "../.."}',
  ),
);

function below(directory: string, files: Readonly<Record<string, string>>) {
  const moved = Object.entries(files).map(([path, text]) => {
    if (path === 'grocker.yml') return [path, `${text}project: ${directory}\n`];
    return [/^(pyproject|src)/.test(path) ? `${directory}/${path}` : path, text];
  });
  return Object.fromEntries(moved) as Readonly<Record<string, string>>;
}

/** A directory whose one commit has the tag v1.4.0. */
async function repository(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = await temporaryDirectory(files);
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Example', '-c', 'user.email=a@files.example', ...args], {
      cwd: directory,
    });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'all');
  git('tag', '--annotate', '--message', 'release', 'v1.4.0');
  return directory;
}

/** Serves a repository as git servers do, until the test is finished; its url. */
async function serve(directory: string): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://x');
    // The interface of git-http-backend is that of CGI (RFC 3875).
    const environment = {
      PATH: process.env['PATH'] ?? '',
      GIT_PROJECT_ROOT: directory,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname.replace(/^\/app\.git/, '/.git'),
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      HTTP_GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    };
    const backend = spawn('git', ['http-backend'], { env: environment });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.on('close', () => {
      const answer = Buffer.concat(chunks);
      const end = answer.indexOf('\r\n\r\n');
      const headers = new Map<string, string>();
      for (const line of answer.subarray(0, end).toString().split('\r\n')) {
        const colon = line.indexOf(': ');
        headers.set(line.slice(0, colon), line.slice(colon + 2));
      }
      response.statusCode = Number.parseInt(headers.get('Status') ?? '200', 10);
      headers.delete('Status');
      for (const [name, value] of headers) response.setHeader(name, value);
      response.end(answer.subarray(end + 4));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  // Listening on a port, a server has an address that is not a path.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/app.git`;
}

describe('a version that is read from git', () => {
  test.each([
    ['setuptools-scm', setuptools],
    ['hatch-vcs, below the root of its repository', hatchling],
  ])('%s: of a directory, though not all of it is sent; again from locks', async (_, files) => {
    const directory = await repository(files);
    const tag = uniqueTag('version');
    await buildGrocker(directory, ['--tag', tag]);
    expect(await runImage(tag)).toBe('1.4.0\n');

    await buildGrocker(directory, ['--target', 'lock', '--output', `type=local,dest=${directory}`]);
    const locked = uniqueTag('version-locked');
    await buildGrocker(directory, ['--tag', locked]);
    expect(await runImage(locked)).toBe('1.4.0\n');
  });

  test.runIf(sharesLoopback)('of a tag of a repository that is the context', async () => {
    const url = await serve(await repository(setuptools));
    const tag = uniqueTag('version');
    const file = ['--file', 'grocker.yml', '--tag', tag];
    const args = [...caSecret(), ...frontendArguments(), ...file];
    await buildx(['build', ...args, `${url}#v1.4.0`]);
    expect(await runImage(tag)).toBe('1.4.0\n');
  });

  test('is an error that says what is missing where there is no repository', async () => {
    const directory = await temporaryDirectory(setuptools);
    const { stderr } = await buildGrocker(directory, ['--output', 'type=cacheonly'], {
      statuses: [1],
    });
    expect(stderr).toMatch(
      /ERROR: .*no wheel of app could be made.* · it is built with what git knows: add git to `dependencies\.build`, and see that the context has its \.git/,
    );
    const version = '\ncompile: {app: {envs: {SETUPTOOLS_SCM_PRETEND_VERSION: "2.0"}}}\n';
    const given = await temporaryDirectory({
      ...setuptools,
      'grocker.yml': `${setuptools['grocker.yml'] ?? ''}${version}`,
    });
    const tag = uniqueTag('version-given');
    await buildGrocker(given, ['--tag', tag]);
    expect(await runImage(tag)).toBe('2.0\n');
  });
});
