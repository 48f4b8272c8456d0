import { describe, expect, it } from 'vitest';
import type { Span } from '../diagnostics/span.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from './parse-spec.ts';
import type { ParseOptions } from './parse-spec.ts';
import type { Spec } from './spec.ts';

/** What a file says, without its places. */
function specOf(text: string, options: ParseOptions = {}): Spec {
  const { spec, diagnostics } = parseSpec(new SourceText('grocker.yml', text), options);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toStrictEqual([]);
  if (spec === undefined) throw new Error('no spec');
  return spec;
}

const withoutSpans = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'span' ? undefined : inner)));

const armoredKey =
  '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQINBF\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----';

const everything = `# syntax=org/grocker-frontend
project: services/api
packages: [jupyterlab-git==0.51.0]
source: {path: ., to: /home/app/code, include: [app], exclude: ['**/tests']}
files: [alembic.ini, alembic/]
steps:
  - run: [python, manage.py, collectstatic, --noinput]
    envs: {SECRET_KEY: only-for-this-step}
    output: static/
lock: [requirements.txt, ./requirements//prod.txt]
extras: [Postgres, postgres, my_extra]
groups: [prod]
pip_constraint: constraints.txt
index:
  url: https://index.example/simple
  extra: [https://other.example/simple]
  find_links: [wheels/]
  mirrors:
    https://files.example/: https://mirror.example/
    https://files.example/packages/: https://mirror.example/packages/
exclude_newer: 2026-11-01
no_binary: [LXML]
only_binary: [numpy]
compile:
  uWSGI:
    envs: {UWSGI_PROFILE: core}
    config_settings: {setup-args: [-Da=1, -Db=2], editable: false}
    dependencies: [libpcre2-dev]
runtime: ours/3.13
runtimes:
  ours/3.13:
    image: registry.example/python-base:13
    runtime: debian
    dependencies: {run: [python3], build: [build-essential]}
    deprecated: use ours/3.14
dependencies:
  run: [libzbar0t64, libzbar0t64]
  build: [libzbar-dev]
system_lock: grocker.lock
repositories:
  nginx:
    uri: deb [arch=amd64] https://packages.example/debian trixie nginx
    key: |-
${armoredKey.replace(/^/gm, '      ')}
entrypoint_name: [python, -m, app]
cmd: [--workers, 2, --verbose=true]
volumes: [/var/lib/b/, /a, /a]
ports: [8080, 53/UDP, '443', 8080/tcp]
envs: {SETTINGS: app.settings, WORKERS: 2, DEBUG: false, RATIO: 1.10, OCTAL: 0755, EMPTY: ''}
labels: {org.opencontainers.image.vendor: Example, year: 2026}
user: app
workdir: /home/app/code/
stop_signal: SIGINT
healthcheck:
  test: [curl, -f, http://localhost:8080/]
  interval: 30s
  timeout: 1m30s
  start_period: 1.5s
  start_interval: 500ms
  retries: 3
docker_image_prefix: registry.example:5000/team/
image_base_name: app
manifest: yes
compile_bytecode: false
layers: 5
args: {APP_VERSION: "1.0"}
check:
  imports: [app, PIL.Image]
  run: [[app, --version]]
  allow_missing: [libSM.so.6]
services:
  worker: {cmd: [celery]}
  same:
lint:
  ignore: {no-lock: it is a demonstration}
  severity: {http-index: error}
x-anything: {ignored: [true]}
`;

describe('parseSpec', () => {
  it('reads every key', () => {
    expect(withoutSpans(specOf(everything))).toStrictEqual({
      file: 'grocker.yml',
      args: [{ name: 'APP_VERSION', value: '1.0' }],
      services: ['worker', 'same'],
      lint: {
        ignore: [{ rule: 'no-lock', reason: 'it is a demonstration' }],
        severity: [{ rule: 'http-index', severity: 'error' }],
      },
      packages: [{ value: 'jupyterlab-git==0.51.0' }],
      project: { value: 'services/api' },
      source: { path: '.', to: '/home/app/code', include: ['app'], exclude: ['**/tests'] },
      files: [{ value: 'alembic.ini' }, { value: 'alembic' }],
      steps: [
        {
          run: ['python', 'manage.py', 'collectstatic', '--noinput'],
          envs: [{ name: 'SECRET_KEY', value: 'only-for-this-step' }],
          output: 'static',
        },
      ],
      lock: [{ value: 'requirements.txt' }, { value: 'requirements/prod.txt' }],
      extras: [{ value: 'postgres' }, { value: 'my-extra' }],
      groups: [{ value: 'prod' }],
      pipConstraint: { value: 'constraints.txt' },
      index: {
        url: { value: 'https://index.example/simple' },
        extra: [{ value: 'https://other.example/simple' }],
        findLinks: [{ value: 'wheels' }],
        mirrors: [
          { from: 'https://files.example/packages/', to: 'https://mirror.example/packages/' },
          { from: 'https://files.example/', to: 'https://mirror.example/' },
        ],
      },
      excludeNewer: { value: '2026-11-01' },
      noBinary: [{ value: 'lxml' }],
      onlyBinary: [{ value: 'numpy' }],
      compile: [
        {
          name: 'uwsgi',
          envs: [{ name: 'UWSGI_PROFILE', value: 'core' }],
          configSettings: [
            { key: 'setup-args', values: ['-Da=1', '-Db=2'] },
            { key: 'editable', values: ['false'] },
          ],
          dependencies: [{ value: 'libpcre2-dev' }],
        },
      ],
      dependencies: { run: [{ value: 'libzbar0t64' }], build: [{ value: 'libzbar-dev' }] },
      systemLock: { value: 'grocker.lock' },
      repositories: [
        {
          id: 'nginx',
          uri: 'deb [arch=amd64] https://packages.example/debian trixie nginx',
          key: armoredKey,
        },
      ],
      image: {
        entrypoint: { value: ['python', '-m', 'app'] },
        entrypointIsScript: false,
        cmd: ['--workers', '2', '--verbose=true'],
        volumes: ['/a', '/var/lib/b'],
        ports: ['443/tcp', '53/udp', '8080/tcp'],
        envs: [
          { name: 'SETTINGS', value: 'app.settings' },
          { name: 'WORKERS', value: '2' },
          { name: 'DEBUG', value: 'false' },
          { name: 'RATIO', value: '1.10' },
          { name: 'OCTAL', value: '0755' },
          { name: 'EMPTY', value: '' },
        ],
        labels: [
          { name: 'org.opencontainers.image.vendor', value: 'Example' },
          { name: 'year', value: '2026' },
        ],
        user: 'app',
        workdir: '/home/app/code',
        stopSignal: 'SIGINT',
        healthcheck: {
          test: ['CMD', 'curl', '-f', 'http://localhost:8080/'],
          interval: 30e9,
          timeout: 90e9,
          startPeriod: 1.5e9,
          startInterval: 0.5e9,
          retries: 3,
        },
      },
      naming: { prefix: 'registry.example:5000/team', baseName: 'app' },
      compileBytecode: false,
      layers: 5,
      check: {
        imports: [{ value: 'app' }, { value: 'PIL.Image' }],
        run: [['app', '--version']],
        allowMissing: ['libSM.so.6'],
      },
      runtime: {
        name: 'ours/3.13',
        image: 'registry.example/python-base:13',
        family: 'debian',
        run: [{ value: 'python3' }],
        build: [{ value: 'build-essential' }],
        deprecated: 'use ours/3.14',
      },
    });
  });

  it.each([
    ['nothing', ''],
    ['a comment', '# syntax=org/grocker-frontend\n'],
    ['a document without content', '---\n'],
    ['a byte order mark', '\uFEFF'],
    ['keys without values', 'volumes:\nindex:\ndependencies:\n  run:\nservices:\nenvs: ~\n'],
  ])('gives every key its default: %s', (_, text) => {
    expect(withoutSpans(specOf(text))).toStrictEqual({
      file: 'grocker.yml',
      args: [],
      services: [],
      lint: { ignore: [], severity: [] },
      packages: [],
      project: { value: '.' },
      files: [],
      steps: [],
      lock: [],
      extras: [],
      groups: [],
      index: { extra: [], findLinks: [], mirrors: [] },
      noBinary: [],
      onlyBinary: [],
      compile: [],
      dependencies: { run: [], build: [] },
      repositories: [],
      image: {
        entrypoint: { value: ['grocker-runner'] },
        entrypointIsScript: true,
        cmd: [],
        volumes: [],
        ports: [],
        envs: [],
        labels: [],
        user: 'grocker',
        workdir: '/home/grocker',
      },
      naming: {},
      compileBytecode: true,
      layers: 12,
      check: { run: [], allowMissing: [] },
      runtime: {
        name: 'trixie/3.13',
        image: 'debian:trixie-slim',
        family: 'debian',
        run: [{ value: 'python3' }, { value: 'ca-certificates' }],
        build: [{ value: 'build-essential' }, { value: 'python3-dev' }],
        known: {
          pythonVersion: '3.13',
          libc: { name: 'glibc', version: '2.41' },
          python: '/usr/bin/python3',
        },
      },
    });
  });
});

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
    'no health check',
    'healthcheck: {test: [NONE]}\n',
    ({ image }) => image.healthcheck,
    { test: ['NONE'] },
  ],
  ['a home of its user', 'user: web\n', ({ image }) => image.workdir, '/home/web'],
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

describe('a service', () => {
  const text = `project: .
entrypoint_name: app
envs: {A: 1, B: 2}
dependencies: {run: [curl], build: [gcc]}
volumes: [/data]
ports: [80]
services:
  worker:
    cmd: [worker]
    envs: {B: 3}
    dependencies: {run: [libpq5]}
    volumes: []
    ports:
  tool:
    release: ipython==9.7.0
    runtime: alpine/3.13
`;

  it('inherits and overrides key by key', () => {
    const worker = specOf(text, { target: 'worker' });
    expect(withoutSpans([worker.image, worker.dependencies, worker.project])).toStrictEqual([
      {
        entrypoint: { value: ['app'] },
        entrypointIsScript: true,
        cmd: ['worker'],
        volumes: [],
        ports: ['80/tcp'],
        envs: [
          { name: 'A', value: '1' },
          { name: 'B', value: '3' },
        ],
        labels: [],
        user: 'grocker',
        workdir: '/home/grocker',
      },
      { run: [{ value: 'libpq5' }], build: [{ value: 'gcc' }] },
      { value: '.' },
    ]);
  });

  it('with a release has no project', () => {
    const tool = specOf(text, { target: 'tool' });
    expect([tool.release?.name, tool.project, tool.runtime.name]).toStrictEqual([
      'ipython',
      undefined,
      'alpine/3.13',
    ]);
  });

  it.each([undefined, '', 'runner', 'root', 'compiler', 'wheels', 'lock', 'check'])(
    'is not meant by the target %s',
    (target) => {
      const spec = specOf(text, target === undefined ? {} : { target });
      expect(spec.image.envs).toStrictEqual([
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ]);
    },
  );

  it('that does not exist is told', () => {
    const { spec, diagnostics } = parseSpec(new SourceText('f', text), { target: 'worcker' });
    expect(spec).toBeUndefined();
    expect(diagnostics).toStrictEqual([
      {
        code: 'unknown-target',
        severity: 'error',
        message: 'unknown target "worcker" · did you mean "worker"?',
        help: 'Targets: worker, tool, runner, root, compiler, wheels, lock, check.',
      },
    ]);
  });
});

describe('build arguments', () => {
  const text = 'args: {V: "1", W: }\nrelease: app==${V}.${W}\n';

  it('replace defaults', () => {
    const spec = specOf(text, { args: { V: '2', W: '3', BUILDKIT_INLINE_CACHE: '1' } });
    expect(spec.args).toStrictEqual([
      { name: 'V', value: '2' },
      { name: 'W', value: '3' },
    ]);
    expect(spec.release?.kind === 'requirement' && spec.release.version).toBe('2.3');
  });

  it('that are given but not declared are told', () => {
    const { spec, diagnostics } = parseSpec(new SourceText('f', text), {
      args: { W: '1', VV: '1', HTTPS_PROXY: 'x', __proto__: 'y' },
    });
    expect(spec).toBeDefined();
    expect(diagnostics).toStrictEqual([
      {
        code: 'undeclared-argument',
        severity: 'warning',
        message: 'the build argument "VV" is given but not declared',
        help: 'Declare it under `args`.',
      },
    ]);
  });
});

describe('several files', () => {
  const first = new SourceText(
    'a.yml',
    'envs: {A: 1, B: 2}\nports: [80]\nruntime: bookworm/3.12\n',
  );
  const second = new SourceText('b.yml', 'env: {B: 3}\nports: [81]\nruntime:\nvolumes: [data]\n');

  it('merge as Grocker 8 merged them: mappings key by key, lists whole', () => {
    const fixed = new SourceText('b.yml', second.text.replace('data', '/data'));
    const { spec, diagnostics } = parseSpec(first, { files: [fixed] });
    expect(diagnostics).toStrictEqual([]);
    expect(spec?.image.envs).toStrictEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: '3' },
    ]);
    expect([spec?.image.ports, spec?.runtime.name]).toStrictEqual([['81/tcp'], 'trixie/3.13']);
  });

  it('have their own places', () => {
    const places = parseSpec(first, { files: [second] }).diagnostics.map(({ span }) => span);
    const expected: Span = {
      file: 'b.yml',
      start: { line: 4, column: 11 },
      end: { line: 4, column: 15 },
    };
    expect(places).toStrictEqual([expected]);
  });
});
