import { spawn } from 'node:child_process';
import { ruleCode } from '../../src/diagnostics/diagnostic-code.ts';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { command } from '../support/command.ts';

import {
  buildx,
  engineBuilders,
  engineEnvironment,
  temporaryDirectory,
  type Files,
} from '../support/engine.ts';
import { freePort, listenOnLoopback } from '../support/loopback.ts';
import type { Question } from '../support/probe-frontend.ts';
import { ask, askInVain, definition, startProbe, type Probe } from '../support/probe.ts';

let probe: Probe;
beforeAll(async () => {
  probe = await startProbe();
});
afterAll(() => probe.remove());

const builders = engineBuilders();

const files = {
  'project/pyproject.toml': 'project',
  'project/uv.lock': 'lock',
  'project/source.py': 'source',
  'pylock.one.toml': 'one',
  'pylock.two.toml': 'two',
  'odd [1] name.txt': 'odd',
  'empty.txt': '',
  'secret.txt': 'secret',
  '.dockerignore': '# comment\nsecret.*\n!secret.pub\n',
};

describe.each(builders)('inputs from %s', (builder) => {
  const options = { files, args: ['--builder', builder] };

  test('files of the context, those that exist and are not ignored', async () => {
    const patterns = [
      'project/pyproject.toml',
      'project/uv.lock',
      'project/poetry.lock',
      'pylock.*.toml',
      'odd [1] name.txt',
      'empty.txt',
      'secret.txt',
      'nowhere/at/all.txt',
      'project',
    ];
    const answers = await ask(
      probe,
      [
        { ask: 'files', patterns },
        { ask: 'file', path: 'project/source.py' },
        { ask: 'file', path: 'project/none.py' },
      ],
      options,
    );
    expect(answers).toEqual([
      {
        'empty.txt': '',
        'odd [1] name.txt': 'odd',
        'project/pyproject.toml': 'project',
        'project/uv.lock': 'lock',
        'pylock.one.toml': 'one',
        'pylock.two.toml': 'two',
      },
      6,
      null,
    ]);
  });

  test('parts of the context, at their own path', async () => {
    const answers = await ask(
      probe,
      [
        { ask: 'context', path: 'project', exclude: [] },
        { ask: 'context', path: '.', exclude: ['project', 'pylock.*.toml', 'grocker.yml'] },
      ],
      options,
    );
    expect(answers).toEqual([
      ['project/pyproject.toml', 'project/source.py', 'project/uv.lock'],
      ['.dockerignore', 'empty.txt', 'odd [1] name.txt'],
    ]);
  });

  test('the .dockerignore of the definition goes before that of the context', async () => {
    const answers = await ask(probe, [{ ask: 'files', patterns: ['*.txt'] }], {
      ...options,
      files: { ...files, 'grocker.yml.dockerignore': 'odd*\n' },
    });
    expect(answers).toEqual([{ 'empty.txt': '', 'secret.txt': 'secret' }]);
  });

  test.each(['', '*.txt\n!odd*', '**/secret.txt\npylock.one.*', '[ep]*'])(
    'prefetched files are those of the engine: %j',
    async (ignored) => {
      const patterns = ['*.txt', 'pylock.*.toml'];
      const [before, asked] = await ask(
        probe,
        [
          { ask: 'files', patterns },
          { ask: 'files', patterns: [...patterns, 'project/pyproject.toml'] },
        ],
        { ...options, files: { ...files, '.dockerignore': `project\n${ignored}\n` } },
      );
      expect(before).toEqual(asked);
      expect(Object.keys(before as object).length).toBeGreaterThan(0);
    },
  );

  test('an image by its name', async () => {
    const answers = await ask(
      probe,
      [{ ask: 'base', reference: 'debian:bookworm-slim', read: '/etc/debian_version' }],
      options,
    );
    expect(answers).toEqual([
      {
        reference: 'docker.io/library/debian:bookworm-slim@sha256:DIGEST',
        architecture: 'amd64',
        text: expect.stringMatching(/^12\.\d+\n$/) as string,
      },
    ]);
  });

  test.each([
    ['an image', 'docker-image://debian:bookworm-slim', /^12\./],
    ['a directory', 'DIRECTORY', /^local\n$/],
  ])('a named context that is %s in place of an image', async (_, source, expected) => {
    const directory = await temporaryDirectory({ 'etc/debian_version': 'local\n' });
    const context = source.replace('DIRECTORY', directory);
    const answers = await ask(
      probe,
      [{ ask: 'base', reference: 'debian:trixie-slim', read: '/etc/debian_version' }],
      { ...options, args: [...options.args, '--build-context', `debian:trixie-slim=${context}`] },
    );
    expect(answers).toEqual([
      expect.objectContaining({ text: expect.stringMatching(expected) as string }),
    ]);
  });

  test('a named context that is an OCI layout', async () => {
    const directory = await temporaryDirectory({
      Dockerfile: 'FROM debian:bookworm-slim\nRUN echo layout > /etc/debian_version\n',
    });
    const layout = join(directory, 'layout');
    await buildx([
      ...['build', '--builder', builder, '--provenance', 'false'],
      ...['--output', `type=oci,tar=false,dest=${layout}`, directory],
    ]);
    const context = `debian:trixie-slim=oci-layout://${layout}`;
    const answers = await ask(
      probe,
      [{ ask: 'base', reference: 'debian:trixie-slim', read: '/etc/debian_version' }],
      { ...options, args: [...options.args, '--build-context', context] },
    );
    expect(answers).toEqual([expect.objectContaining({ architecture: 'amd64', text: 'layout\n' })]);
  });

  test('a named context that is another target of bake', async () => {
    const result = await temporaryDirectory();
    const directory = await temporaryDirectory({
      Dockerfile: 'FROM debian:bookworm-slim\nRUN echo baked > /etc/debian_version\n',
      'grocker.yml': definition(probe, [
        { ask: 'base', reference: 'debian:trixie-slim', read: '/etc/debian_version' },
      ]),
      'bake.json': JSON.stringify({
        target: {
          base: { context: '.' },
          default: {
            context: '.',
            dockerfile: 'grocker.yml',
            contexts: { 'debian:trixie-slim': 'target:base' },
            output: [`type=local,dest=${result}`],
          },
        },
      }),
    });
    await buildx(
      ['bake', '--builder', builder, '--file', 'bake.json', '--allow', `fs.write=${result}`],
      { directory },
    );
    const answers = await readFile(join(result, 'answers.json'), 'utf8');
    expect(JSON.parse(answers)).toEqual([
      expect.objectContaining({ architecture: 'amd64', text: 'baked\n' }),
    ]);
  });

  test('only regular files of foreign code are read', async () => {
    const lines = [
      'echo text > /left',
      'mkfifo /left',
      'mkfifo /fifo && ln -s fifo /left',
      'mknod /left c 1 5',
      'mkdir /left',
      'ln -s /proc/1/environ /left',
    ];
    const questions = lines.map((line) => ({ ask: 'left', line }) as const);
    const [text, ...others] = await ask(probe, questions, options);
    expect(text).toEqual({ text: 'text\n' });
    // In an image /proc is an empty directory, so that a link to a process leads nowhere.
    expect(others).toEqual([
      ...lines.slice(1, -1).map(() => ({ refused: '/left is not a regular file' })),
      { refused: expect.stringContaining('no such file') as string },
    ]);
  });

  test('a file of more than one message', async () => {
    expect(await ask(probe, [{ ask: 'large', size: 40_000_000 }], options)).toEqual([
      { length: 40_000_000, right: true },
    ]);
  });
});

describe.each(builders)('failures on %s', (builder) => {
  const options = { args: ['--builder', builder] };
  const exit3 = ['sh', '-c', 'exit 3'];

  // The daemon describes a failed process in one header field, which has all of its mounts.
  test.each([0, 200, 1000])('a process that fails, with %i mounts', async (mounts) => {
    const answers = await ask(
      probe,
      [
        { ask: 'exec', args: exit3, mounts },
        { ask: 'exec', args: ['true'] },
      ],
      options,
    );
    expect(answers).toEqual([
      {
        kind: 'process',
        exitCode: 3,
        vertex: 'sha256:DIGEST',
        lines: [2],
        details: expect.arrayContaining([
          'github.com/moby/buildkit/errdefs.Source+json',
          'github.com/moby/buildkit/errdefs.Vertex+json',
        ]) as unknown,
        message: 'process "sh -c exit 3" did not complete successfully: exit code: 3',
      },
      'done',
    ]);
  });

  test('a server that cannot be reached', async () => {
    const [failure] = await ask(probe, [{ ask: 'http', url: 'http://127.0.0.1:1/file' }], options);
    expect(failure).toMatchObject({ kind: 'network', exitCode: null });
  });

  test('a page that does not exist', async () => {
    const url = `http://${engineEnvironment()['GROCKER_REGISTRY'] ?? ''}/v2/none/manifests/none`;
    const [failure] = await ask(probe, [{ ask: 'http', url }], options);
    expect(failure).toMatchObject({ kind: 'missing' });
  });
});

describe('output of the client', () => {
  const span = {
    file: 'grocker.yml',
    start: { line: 3, column: 2 },
    end: { line: 3, column: 7 },
  };
  const diagnostic = {
    code: 'unknown-key',
    severity: 'error',
    message: 'unknown key "ask"',
    help: 'Write "task".',
    span,
  } as const;

  test('diagnostics with their lines', async () => {
    const { stderr } = await askInVain(probe, [{ ask: 'fail', diagnostics: [diagnostic] }]);
    expect(stderr).toContain('   3 | >>> {"ask":"fail"');
    expect(stderr).toContain('grocker.yml:3:2: unknown key "ask" · Write "task".');
    expect(stderr).not.toContain('1 | >>> # syntax=');
  });

  test('the lines of a step that fails after the frontend has returned', async () => {
    const { stderr } = await askInVain(probe, [{ ask: 'result', args: ['sh', '-c', 'exit 5'] }]);
    expect(stderr).toContain('   2 | >>> [');
    expect(stderr).toContain('exit code: 5');
  });

  test('warnings', async () => {
    const { stderr } = await askInVain(probe, [
      {
        ask: 'warn',
        diagnostic: { ...diagnostic, code: ruleCode('unknown-key'), severity: 'warning' },
      },
      {
        ask: 'fail',
        diagnostics: [{ code: ruleCode('end'), severity: 'error', message: 'the end' }],
      },
    ]);
    expect(stderr).toContain('unknown-key: unknown key "ask" (grocker.yml:3)');
  });
});

describe('contexts that are not local', () => {
  const questions = (epoch: boolean): readonly Question[] => [
    { ask: 'files', patterns: ['file.txt', 'sub/*.txt'] },
    { ask: 'context', path: 'sub', exclude: ['sub/b.txt'] },
    ...(epoch ? [{ ask: 'epoch' } as const] : []),
  ];
  const tree = {
    'file.txt': 'file',
    'sub/a.txt': 'a',
    'sub/b.txt': 'b',
    '.dockerignore': 'sub',
  };
  const answers = [{ 'file.txt': 'file', 'sub/a.txt': 'a', 'sub/b.txt': 'b' }, ['sub/a.txt']];

  test.each(builders)('a git repository, on %s', async (builder) => {
    const url = await gitRepository({ ...tree, 'grocker.yml': definition(probe, questions(true)) });
    const built = await askRemote(url, builder);
    expect(built.slice(0, 2)).toEqual(answers);
    // An older daemon does not give the commit itself, only its name.
    expect(builder === 'default' ? [1_700_000_000, null] : [1_700_000_000]).toContain(built[2]);
  });

  test.each(builders)('a directory of a git repository, on %s', async (builder) => {
    const text = definition(probe, [{ ask: 'files', patterns: ['*.txt'] }]);
    const url = await gitRepository({ ...tree, 'sub/grocker.yml': text });
    expect(await askRemote(`${url}#main:sub`, builder)).toEqual([{ 'a.txt': 'a', 'b.txt': 'b' }]);
  });

  test.each(builders)('a tarball, on %s', async (builder) => {
    const directory = await temporaryDirectory({
      ...tree,
      'grocker.yml': definition(probe, questions(false)),
    });
    // Beside the directory: tar gives up where what it reads changes.
    const archive = join(await temporaryDirectory(), 'context.tar.gz');
    await command('tar', ['--create', '--gzip', '--file', archive, '.'], { directory });
    const url = await webServer(await readFile(archive));
    expect(await askRemote(url, builder)).toEqual(answers);
  });

  test.each(builders)('only a definition, on %s', async (builder) => {
    const text = definition(probe, [{ ask: 'files', patterns: ['*'] }]);
    const url = await webServer(Buffer.from(text));
    expect(await askRemote(url, builder)).toEqual([{ context: text }]);
  });

  async function askRemote(url: string, builder: string): Promise<readonly unknown[]> {
    const result = await temporaryDirectory();
    const output = ['--output', `type=local,dest=${result}`];
    await buildx(['build', '--builder', builder, '--file', 'grocker.yml', ...output, url]);
    return JSON.parse(await readFile(join(result, 'answers.json'), 'utf8')) as unknown[];
  }
});

/** A server of these bytes at any path, on loopback. */
async function webServer(body: Uint8Array): Promise<string> {
  const server = createServer((_, response) => response.end(body));
  const port = await listenOnLoopback(server);
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${port}/context`;
}

/** A repository with one commit on main, served on loopback. */
async function gitRepository(files: Files): Promise<string> {
  const directory = await temporaryDirectory(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [`repository.git/${path}`, text]),
    ),
  );
  const repository = join(directory, 'repository.git');
  const date = '1700000000 +0100';
  const environment = {
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((role) => [
        [`GIT_${role}_NAME`, 'A'],
        [`GIT_${role}_EMAIL`, 'a@git.example'],
        [`GIT_${role}_DATE`, date],
      ]),
    ),
  };
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '-A'],
    ['commit', '-q', '-m', 'All'],
  ]) {
    await command('git', args, { directory: repository, environment });
  }
  const port = await freePort();
  const daemon = spawn('git', [
    'daemon',
    '--export-all',
    '--reuseaddr',
    '--listen=127.0.0.1',
    `--port=${port}`,
    `--base-path=${directory}`,
    directory,
  ]);
  onTestFinished(() => void daemon.kill());
  await new Promise((resolve) => setTimeout(resolve, 500));
  return `git://127.0.0.1:${port}/repository.git`;
}
