import { describe, expect, it } from 'vitest';
import { specOf, withoutSpans } from '../../test/support/spec-of.ts';
import type { Spec } from './spec.ts';

/** A file, the part of the spec that is looked at, and what it must be. */
const readings: readonly (readonly [string, string, (spec: Spec) => unknown, unknown])[] = [
  [
    'a release with extras and a version',
    'release: IPython[Notebook,doc]==9.7.0\n',
    ({ release, project }) => ({ release, project }),
    {
      release: {
        kind: 'requirement',
        text: 'IPython[Notebook,doc]==9.7.0',
        name: 'ipython',
        extras: ['doc', 'notebook'],
        specifier: '==9.7.0',
        version: '9.7.0',
      },
      project: undefined,
    },
  ],
  [
    'a release without a version of its own',
    'release: "django >=5, <6"\n',
    ({ release }) => release,
    {
      kind: 'requirement',
      text: 'django >=5, <6',
      name: 'django',
      extras: [],
      specifier: '>=5,<6',
    },
  ],
  [
    'a release of a series',
    'release: django==5.*\n',
    ({ release }) => release,
    { kind: 'requirement', text: 'django==5.*', name: 'django', extras: [], specifier: '==5.*' },
  ],
  [
    'a wheel with extras',
    'release: ./dist/My_App-1.2+local-py3-none-any.whl[Web, db]\n',
    ({ release }) => release,
    {
      kind: 'wheel',
      path: 'dist/My_App-1.2+local-py3-none-any.whl',
      name: 'my-app',
      version: '1.2+local',
      extras: ['db', 'web'],
    },
  ],
  [
    'a source alone: no project',
    'source: .\n',
    ({ source, project }) => ({ source, project }),
    { source: { path: '.', include: [], exclude: [] }, project: undefined },
  ],
  [
    'a source beside a project',
    'source: app\nproject: .\n',
    ({ source, project }) => [source?.path, project?.value],
    ['app', '.'],
  ],
  ['one lock', 'lock: uv.lock\n', ({ lock }) => lock, [{ value: 'uv.lock' }]],
  ['no package compiled', 'only_binary: true\n', ({ onlyBinary }) => onlyBinary, true],
  [
    'the older list of dependencies',
    'dependencies:\n  - libzbar0: [libzbar-dev, pkg-config]\n  - libpq5:\n  - curl\n  - libxml2: libxml2-dev\n',
    ({ dependencies }) => dependencies,
    {
      run: [{ value: 'libzbar0' }, { value: 'libpq5' }, { value: 'curl' }, { value: 'libxml2' }],
      build: [{ value: 'libzbar-dev' }, { value: 'pkg-config' }, { value: 'libxml2-dev' }],
    },
  ],
  [
    'system packages with a version',
    'dependencies: {run: [g++, libfoo=1:2.3-4~deb13u1, "libfoo:i386", "curl~8.14"]}\n',
    ({ dependencies }) => dependencies.run.map(({ value }) => value),
    ['g++', 'libfoo=1:2.3-4~deb13u1', 'libfoo:i386', 'curl~8.14'],
  ],
  ['env', 'env: {A: 1}\n', ({ image }) => image.envs, [{ name: 'A', value: '1' }]],
  [
    'env and envs',
    'env: {A: 1}\nenvs: {B: 2}\n',
    ({ image }) => image.envs,
    [
      { name: 'B', value: '2' },
      { name: 'A', value: '1' },
    ],
  ],
  [
    'env of a step',
    'steps: [{run: [a], env: {A: 1}}]\n',
    ({ steps }) => steps[0]?.envs,
    [{ name: 'A', value: '1' }],
  ],
  [
    'booleans of YAML 1.1 are text',
    'envs: {A: yes, B: NO, C: off}\n',
    ({ image }) => image.envs.map(({ value }) => value),
    ['yes', 'NO', 'off'],
  ],
  [
    'numbers as they were written',
    'envs: {A: 1_000, B: 0x1F, C: 1e3, D: .5, E: -0, F: 12345678901234567890}\n',
    ({ image }) => image.envs.map(({ value }) => value),
    ['1_000', '0x1F', '1e3', '.5', '-0', '12345678901234567890'],
  ],
  [
    'text of many lines',
    'envs:\n  A: |\n    one\n      two\n\n    three\n  B: >-\n    one\n    two\n',
    ({ image }) => image.envs.map(({ value }) => value),
    ['one\n  two\n\nthree\n', 'one two'],
  ],
  [
    'text that a shell would change',
    `envs: {A: "$HOME 'x' \\"y\\" \\\\ \`z\` \\n é 名"}\n`,
    ({ image }) => image.envs[0]?.value,
    '$HOME \'x\' "y" \\ `z` \n é 名',
  ],
  [
    'a reference taken as text',
    'envs: {A: "$${B} $$ $C ${D}"}\nargs: {D: d}\n',
    ({ image }) => image.envs[0]?.value,
    '${B} $$ $C d',
  ],
  [
    'an argument within texts',
    'args: {V: 1.10, W: "${V}.2"}\nrelease: app==${W}\nlabels: {v: "v${V}"}\n',
    ({ release, image, args }) => [
      release?.kind === 'requirement' && release.version,
      image.labels[0]?.value,
      args,
    ],
    [
      '1.10.2',
      'v1.10',
      [
        { name: 'V', value: '1.10' },
        { name: 'W', value: '1.10.2' },
      ],
    ],
  ],
  [
    'an argument for a number',
    "args: {N: 7, P: 8080}\nlayers: ${N}\nports: ['${P}']\n",
    ({ layers, image }) => [layers, image.ports],
    [7, ['8080/tcp']],
  ],
  [
    'a health check by a shell',
    'healthcheck: {test: curl localhost}\n',
    ({ image }) => image.healthcheck,
    { test: ['CMD-SHELL', 'curl localhost'] },
  ],
  [
    'the units of durations, a microsecond with either letter',
    'healthcheck: {test: a, interval: 1h2m3.5s, timeout: 4ms5us6ns, start_period: 7000µs, start_interval: 8000μs}\n',
    ({ image }) => image.healthcheck,
    {
      test: ['CMD-SHELL', 'a'],
      interval: 3723.5e9,
      timeout: 4_005_006,
      startPeriod: 7e6,
      startInterval: 8e6,
    },
  ],
  [
    'no health check',
    'healthcheck: {test: [NONE]}\n',
    ({ image }) => image.healthcheck,
    { test: ['NONE'] },
  ],
  ['a home of its user', 'user: web\n', ({ image }) => image.workdir, '/home/web'],
  ...(
    [
      [':8000/health', 'http://127.0.0.1:8000/health'],
      [':80', 'http://127.0.0.1:80/'],
      ['localhost:8080/a?b=c', 'http://localhost:8080/a?b=c'],
      ['http://0.0.0.0:8080/', 'http://0.0.0.0:8080/'],
    ] as const
  ).map(
    ([http, url]) =>
      [
        `the health check ${http}`,
        `healthcheck: {http: "${http}", interval: 1s}\n`,
        ({ image }: Spec) => image.healthcheck,
        { test: [], http: url, interval: 1e9 },
      ] as const,
  ),
  [
    'files of the context, of a named context and of an image',
    'files: [a.ini, {from: assets, path: /dist/, to: static}, {from: "org/site:4", path: a/b.txt}, {from: all}]\n',
    ({ files, assets }) => ({
      files: files.map(({ value }) => value),
      assets: assets.map(({ from, path, to }) => [from.value, path, to]),
    }),
    {
      files: ['a.ini'],
      assets: [
        ['assets', 'dist', 'static'],
        ['org/site:4', 'a/b.txt', 'b.txt'],
        ['all', '.', '.'],
      ],
    },
  ],
  [
    'downloads',
    `fetch: [{url: "https://files.example/a/b.bin?c=d", sha256: "sha256:${'AB'.repeat(32)}"}, {url: "https://files.example/", sha256: "${'1'.repeat(64)}", to: /opt/m, unpack: true}]\n`,
    ({ downloads }) => withoutSpans(downloads),
    [
      {
        url: 'https://files.example/a/b.bin?c=d',
        sha256: 'ab'.repeat(32),
        file: 'b.bin',
        to: 'b.bin',
      },
      {
        url: 'https://files.example/',
        sha256: '1'.repeat(64),
        file: 'download',
        to: '/opt/m',
        unpack: true,
      },
    ],
  ],
  [
    'locales, each once, without those of every system',
    'locales: [de_DE.utf8, C.UTF-8, ca_ES.UTF-8@valencia, de_DE.UTF-8, POSIX]\n',
    ({ root }) => root.locales.map(({ value }) => value),
    ['de_DE.UTF-8', 'ca_ES.UTF-8@valencia'],
  ],
  [
    'a time zone',
    'time_zone: America/Argentina/Ushuaia\n',
    ({ image }) => image.timeZone?.value,
    'America/Argentina/Ushuaia',
  ],
  ['a signal by number', 'stop_signal: 15\n', ({ image }) => image.stopSignal, '15'],
  ['a signal in short', 'stop_signal: TERM\n', ({ image }) => image.stopSignal, 'SIGTERM'],
  [
    'a script',
    'entrypoint_name: ipython\n',
    ({ image }) => [image.entrypoint.value, image.entrypointIsScript],
    [['ipython'], true],
  ],
  [
    'a program by its path',
    'entrypoint_name: /usr/bin/env\n',
    ({ image }) => [image.entrypoint.value, image.entrypointIsScript],
    [['/usr/bin/env'], false],
  ],
  [
    'a command in one text, with a path among its words',
    'entrypoint_name: uvicorn app:app --root-path /api\n',
    ({ image }) => image.entrypointIsScript,
    true,
  ],
  [
    'a time',
    'exclude_newer: 2026-11-01 12:00:00Z\n',
    ({ excludeNewer }) => excludeNewer?.value,
    '2026-11-01T12:00:00Z',
  ],
  [
    'CRLF',
    'release: a\r\nenvs:\r\n  A: |\r\n    x\r\n    y\r\n',
    ({ release, image }) => [release?.name, image.envs],
    ['a', [{ name: 'A', value: 'x\ny\n' }]],
  ],
  [
    'anchors and merge keys',
    'x-base: &base {A: 1, B: 2}\nx-more: &more {B: 3, C: 4}\nenvs:\n  <<: [*base, *more]\n  A: 0\n',
    ({ image }) => Object.fromEntries(image.envs.map(({ name, value }) => [name, value])),
    { A: '0', B: '2', C: '4' },
  ],
  [
    'an anchor on a text',
    'envs: {A: &a x, B: *a}\n',
    ({ image }) => image.envs.map(({ value }) => value),
    ['x', 'x'],
  ],
  [
    'a quoted merge key',
    'envs: {"<<": x}\n',
    ({ image }) => image.envs,
    [{ name: '<<', value: 'x' }],
  ],
  [
    'text by its tag',
    'release: !!str a\nenvs: {A: !!str 1.0, B: !!str}\n',
    ({ image }) => image.envs.map(({ value }) => value),
    ['1.0', ''],
  ],
  [
    'names that objects have',
    'envs: {__proto__: a, constructor: b, toString: c}\nlabels: {__proto__: d}\n',
    ({ image }) => [image.envs.map(({ name, value }) => name + value), image.labels],
    [['__proto__a', 'constructorb', 'toStringc'], [{ name: '__proto__', value: 'd' }]],
  ],
  [
    'a runtime of an image',
    'runtime: bookworm/3.12\n',
    ({ runtime }) => runtime,
    {
      name: 'bookworm/3.12',
      image: 'python:3.12-slim-bookworm',
      family: 'debian',
      run: [],
      build: [{ value: 'build-essential' }],
      known: {
        pythonVersion: '3.12',
        libc: { name: 'glibc', version: '2.36' },
        python: '/usr/local/bin/python3',
      },
    },
  ],
  [
    'a runtime on Alpine',
    'runtime: alpine/3.13\n',
    ({ runtime }) => runtime,
    {
      name: 'alpine/3.13',
      image: 'python:3.13-alpine',
      family: 'alpine',
      run: [],
      build: [{ value: 'build-base' }],
      known: {
        pythonVersion: '3.13',
        libc: { name: 'musl', version: '1.2' },
        python: '/usr/local/bin/python3',
      },
    },
  ],
  [
    'a runtime of the catalogue, changed',
    'runtime: bookworm/3.12\nruntimes: {bookworm/3.12: {dependencies: {build: [gcc]}}}\n',
    ({ runtime }) => [runtime.image, runtime.build, runtime.known?.pythonVersion],
    ['python:3.12-slim-bookworm', [{ value: 'gcc' }], '3.12'],
  ],
  [
    'a runtime of the catalogue, on another image',
    'runtime: bookworm/3.12\nruntimes: {bookworm/3.12: {image: registry.example/python:3.12}}\n',
    ({ runtime }) => [runtime.image, runtime.known],
    ['registry.example/python:3.12', undefined],
  ],
];

describe('a reading', () => {
  it.each(readings)('%s', (_, text, part, expected) => {
    const picked = part(specOf(text));
    expect(picked === undefined ? undefined : withoutSpans(picked)).toStrictEqual(
      expected === undefined ? undefined : withoutSpans(expected),
    );
  });
});
