import { parseArgs } from 'citty';
import { describe, expect, it } from 'vitest';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { SourceText } from '../../diagnostics/source-text.ts';
import { checkArguments } from '../command-arguments.ts';
import { UsageError } from '../usage-error.ts';
import { buildAction } from './build-action.ts';
import type { BuildAction } from './build-action.ts';
import { buildArguments } from './build-arguments.ts';
import { parseRequest } from './parse-request.ts';

type Configs = Readonly<Record<string, string>>;

/** The action of a command line; without the spec, whose tests are elsewhere. */
function action(
  words: readonly string[],
  configs: Configs = {},
  frontend?: string,
): Omit<BuildAction, 'spec' | 'document'> {
  checkArguments(words, buildArguments);
  const args = parseArgs<typeof buildArguments>([...words], buildArguments);
  const sources = Object.entries(configs).map(([name, text]) => new SourceText(name, text));
  const inputs = { configs: sources, temporary: '/tmp/t', frontend };
  const { spec: _, document: __, ...rest } = buildAction(parseRequest(args, words), inputs);
  return rest;
}

const merged = '/tmp/t/definition/grocker.yml';
const ownIgnore = (config: string) => ({
  to: `${merged}.dockerignore`,
  copyOf: `${config}.dockerignore`,
  ifThere: true as const,
});

const release = {
  definition: merged,
  context: '/tmp/t/context',
  frontend: 'org/grocker-frontend',
};

type Row = [string, string[], Configs, Omit<BuildAction, 'spec' | 'document'>];

describe('buildAction', () => {
  it.each<Row>([
    [
      'a release',
      ['ipython==5.0'],
      {},
      { ...release, files: [{ to: merged, text: 'release: ipython==5.0\n' }] },
    ],
    [
      'a release with everything',
      [
        ...['app[b,a]==1.2', '-r', 'bookworm/3.11', '-e', 'serve', '--volume', '/a', '--volume=/b'],
        ...['--port', '80', '--port', '53/udp', '--env', 'A=b=c', '--env', 'N=1'],
        ...['--image-prefix', 'registry.example', '--image-base-name', 'web'],
        ...['--pip-constraint', '../c/limits.txt'],
      ],
      {},
      {
        ...release,
        files: [
          {
            to: merged,
            text: `release: app[b,a]==1.2
runtime: bookworm/3.11
entrypoint_name: serve
volumes:
  - /a
  - /b
ports:
  - '80'
  - 53/udp
envs:
  A: b=c
  N: '1'
pip_constraint: constraints/limits.txt
docker_image_prefix: registry.example
image_base_name: web
`,
          },
          { to: '/tmp/t/context/constraints/limits.txt', copyOf: '../c/limits.txt' },
        ],
      },
    ],
    [
      'a release over several files, whose own files are found beside them',
      ['app==1.2', '--env', 'C=3'],
      {
        'conf/base.yml': 'project: .\nenvs: {A: 1, B: 1}\nlock: pylock.toml\nports: [1]\n',
        'conf/more.yml': 'envs: {B: 2}\nfiles: [a, b/]\nports: [2]\n',
      },
      {
        ...release,
        files: [
          {
            to: merged,
            text: `envs:
  A: 1
  B: 2
  C: '3'
lock: pylock.toml
ports:
  - 2
files:
  - a
  - b/
release: app==1.2
`,
          },
          ownIgnore('conf/base.yml'),
          { to: '/tmp/t/context/pylock.toml', copyOf: 'conf/pylock.toml', ifThere: true },
          { to: '/tmp/t/context/a', copyOf: 'conf/a', ifThere: true },
          { to: '/tmp/t/context/b/', copyOf: 'conf/b/', ifThere: true },
        ],
      },
    ],
    [
      'a release with what services name',
      ['app==1.2', '--target', 'worker'],
      {
        'conf/base.yml': `services:
  worker: {lock: pylock.worker.toml, files: [w.ini], index: {find_links: [wheels/]}}
  other:
`,
      },
      {
        ...release,
        files: [
          {
            to: merged,
            text: `services:
  worker:
    lock: pylock.worker.toml
    files:
      - w.ini
    index:
      find_links:
        - wheels/
  other: {}
release: app==1.2
`,
          },
          ownIgnore('conf/base.yml'),
          ...['pylock.worker.toml', 'w.ini', 'wheels/'].map((path) => ({
            to: `/tmp/t/context/${path}`,
            copyOf: `conf/${path}`,
            ifThere: true as const,
          })),
        ],
        service: 'worker',
      },
    ],
    [
      'a wheel with extras',
      ['dist/app-1.2-py3-none-any.whl[a]', '-e', 'serve'],
      {},
      {
        ...release,
        files: [
          {
            to: merged,
            text: 'release: app-1.2-py3-none-any.whl[a]\nentrypoint_name: serve\n',
          },
          {
            to: '/tmp/t/context/app-1.2-py3-none-any.whl',
            copyOf: 'dist/app-1.2-py3-none-any.whl',
          },
        ],
      },
    ],
    [
      'a directory, whose definition is taken as it is',
      ['app'].map((name) => `./${name}`),
      { 'app/grocker.yml': '# syntax=org/mine:2\nentrypoint_name: serve\n' },
      { definition: 'app/grocker.yml', context: './app', frontend: 'org/mine:2', files: [] },
    ],
    [
      'a directory without a definition',
      [],
      {},
      {
        definition: merged,
        context: '.',
        frontend: 'org/grocker-frontend',
        files: [{ to: merged, text: '' }],
      },
    ],
    [
      'a directory with a flag over its definition',
      ['.', '-e', 'other'],
      { 'grocker.yml': 'entrypoint_name: serve\nargs: {V: 1.10}\n' },
      {
        definition: merged,
        context: '.',
        frontend: 'org/grocker-frontend',
        files: [
          { to: merged, text: 'entrypoint_name: other\nargs:\n  V: 1.10\n' },
          ownIgnore('grocker.yml'),
        ],
      },
    ],
    ...[
      ['debug', 'debug'],
      ['worker-debug', 'worker-debug'],
      ['web', undefined],
      ['web-debug', 'debug'],
      ['x-debug', 'x-debug'],
      ['x-debug-debug', 'x-debug-debug'],
    ].map(([target = '', service]): Row => [
      `the target ${target}`,
      ['.', '--target', target],
      {
        'grocker.yml':
          'services: {worker: {cmd: [work]}, web: {image_base_name: front}, x-debug: {cmd: [x]}}\n',
      },
      {
        definition: 'grocker.yml',
        context: '.',
        frontend: 'org/grocker-frontend',
        files: [],
        ...(service !== undefined && { service }),
      },
    ]),
    [
      'a service',
      ['.', '--target', 'worker'],
      { 'grocker.yml': 'services: {worker: {cmd: [work]}}\n' },
      {
        definition: 'grocker.yml',
        context: '.',
        frontend: 'org/grocker-frontend',
        files: [],
        service: 'worker',
      },
    ],
    [
      'a service with a name of its own',
      ['.', '--target', 'worker'],
      { 'grocker.yml': 'services: {worker: {image_base_name: jobs}}\n' },
      { definition: 'grocker.yml', context: '.', frontend: 'org/grocker-frontend', files: [] },
    ],
    [
      'constraints within the directory',
      ['./app', '--pip-constraint', 'app/limits.txt'],
      {},
      {
        definition: merged,
        context: './app',
        frontend: 'org/grocker-frontend',
        files: [{ to: merged, text: 'pip_constraint: limits.txt\n' }],
      },
    ],
  ])('builds %s', (_, words, configs, expected) => {
    expect(action(words, configs)).toEqual(expected);
  });

  it.each([
    ['../app', '../app/c.txt', 'c.txt'],
    ['./app', './app/./../app/limits/c.txt', 'limits/c.txt'],
    ['.', `${process.cwd()}/c.txt`, 'c.txt'],
    [process.cwd(), '..c.txt', '..c.txt'],
  ])('builds %s with constraints %s as those of the context', (directory, path, expected) => {
    expect(action([directory, '--pip-constraint', path]).files).toEqual([
      { to: merged, text: `pip_constraint: ${expected}\n` },
    ]);
  });

  it.each([
    ['the flag', ['--frontend', 'a'], 'b', 'a'],
    ['the variable', [], 'b', 'b'],
    ['the definition’s first line', [], undefined, 'c'],
  ])('takes the frontend of %s first', (_, words, variable, expected) => {
    const configs = { 'grocker.yml': '#syntax = c\n' };
    expect(action(['.', ...words], configs, variable).frontend).toBe(expected);
  });

  it('reports mistakes at their lines, those of flags too', () => {
    expect(() => action(['.', '-r', 'trixi/3.13'], { 'a.yml': 'dependancies: {}\n' })).toThrow(
      expect.toSatisfy((error) => {
        expect(error).toBeInstanceOf(DiagnosticError);
        const { diagnostics } = error as DiagnosticError;
        expect(diagnostics.map(({ code, span }) => [code, span?.file, span?.start.line])).toEqual([
          ['unknown-key', 'a.yml', 1],
          ['unknown-runtime', 'command line', 1],
        ]);
        return true;
      }) as unknown,
    );
  });

  it.each([
    [['.', '--env', 'A'], '--env A: expected NAME=VALUE'],
    [
      ['./app', '--pip-constraint', 'limits.txt'],
      'limits.txt is not in ./app: a build sees nothing else',
    ],
    [
      ['./app', '--pip-constraint', 'app/../limits.txt'],
      'app/../limits.txt is not in ./app: a build sees nothing else',
    ],
  ])('refuses %j', (words, message) => {
    expect(() => action(words)).toThrow(new UsageError(message));
  });
});
