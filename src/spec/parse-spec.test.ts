import { describe, expect, it } from 'vitest';
import { specOf, withoutSpans } from '../../test/support/spec-of.ts';
import type { Span } from '../diagnostics/span.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from './parse-spec.ts';

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
base: minimal
keep: [bash]
debug: [procps, strace]
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
compile_bytecode: all
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
          requires: [],
          dependencies: [{ value: 'libpcre2-dev' }],
          network: false,
        },
      ],
      assets: [],
      downloads: [],
      buildConstraints: [],
      dependencies: { run: [{ value: 'libzbar0t64' }], build: [{ value: 'libzbar-dev' }] },
      root: {
        base: 'minimal',
        keep: [{ value: 'bash' }],
        debug: [{ value: 'procps' }, { value: 'strace' }],
        locales: [],
      },
      systemLock: { value: 'grocker.lock' },
      repositories: [
        {
          id: 'nginx',
          uri: { value: 'deb [arch=amd64] https://packages.example/debian trixie nginx' },
          key: armoredKey,
        },
      ],
      image: {
        owner: 'root',
        setuid: true,
        entrypoint: { value: ['python', '-m', 'app'] },
        entrypointIsScript: false,
        entrypointIsDefault: false,
        cmd: [{ value: '--workers' }, { value: '2' }, { value: '--verbose=true' }],
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
        user: { value: 'app' },
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
      compileBytecode: 'all',
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
      assets: [],
      downloads: [],
      buildConstraints: [],
      dependencies: { run: [], build: [] },
      root: { base: 'full', keep: [], debug: [], locales: [] },
      repositories: [],
      image: {
        owner: 'root',
        setuid: true,
        entrypoint: { value: ['grocker-runner'] },
        entrypointIsScript: true,
        entrypointIsDefault: true,
        cmd: [],
        volumes: [],
        ports: [],
        envs: [],
        labels: [],
        user: { value: 'grocker' },
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
        owner: 'root',
        setuid: true,
        entrypoint: { value: ['app'] },
        entrypointIsScript: true,
        entrypointIsDefault: false,
        cmd: [{ value: 'worker' }],
        volumes: [],
        ports: [],
        envs: [
          { name: 'A', value: '1' },
          { name: 'B', value: '3' },
        ],
        labels: [],
        user: { value: 'grocker' },
        workdir: '/home/grocker',
      },
      { run: [{ value: 'libpq5' }], build: [{ value: 'gcc' }] },
      { value: '.' },
    ]);
  });

  it('resets keys without a value', () => {
    const unset = specOf(
      `release: app==1.0
entrypoint_name: serve
envs: {A: 1, B: 2}
compile: {lxml: {envs: {C: 3}}}
healthcheck: {test: [serve, --check], interval: 30s}
labels: {a: b}
services:
  worker:
    release:
    entrypoint_name: ~
    envs: {A: null, C: 4}
    compile: {lxml: }
    healthcheck:
    labels: {a: }
    stop_signal:
`,
      { target: 'worker' },
    );
    const { image, release, project, compile } = unset;
    expect(withoutSpans({ image, release, project, compile })).toStrictEqual({
      image: {
        owner: 'root',
        setuid: true,
        entrypoint: { value: ['grocker-runner'] },
        entrypointIsScript: true,
        entrypointIsDefault: true,
        cmd: [],
        volumes: [],
        ports: [],
        envs: [
          { name: 'B', value: '2' },
          { name: 'C', value: '4' },
        ],
        labels: [],
        user: { value: 'grocker' },
        workdir: '/home/grocker',
      },
      project: { value: '.' },
      compile: [],
    });
  });

  it('may not reset a key that is not set', () => {
    const { diagnostics } = parseSpec(
      new SourceText('f', 'envs: {A: 1}\nservices:\n  worker:\n    envs: {B: }\n'),
    );
    expect(diagnostics.map(({ code, span }) => [code, span?.start])).toStrictEqual([
      ['wrong-type', { line: 4, column: 12 }],
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
    'is not the target %s',
    (target) => {
      const spec = specOf(text, target === undefined ? {} : { target });
      expect(spec.image.envs).toStrictEqual([
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ]);
    },
  );

  it('that does not exist is an error', () => {
    const { spec, diagnostics } = parseSpec(new SourceText('f', text), { target: 'worcker' });
    expect(spec).toBeUndefined();
    expect(diagnostics).toStrictEqual([
      {
        code: 'unknown-target',
        severity: 'error',
        message: 'unknown target "worcker" · did you mean "worker"?',
        help: 'Choose one of the targets: worker, tool, runner, debug, root, compiler, wheels, lock, check.',
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

  it('that are given but not declared get a warning', () => {
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

it('reads a source once for all of its images, and again for other arguments', () => {
  const source = new SourceText(
    'grocker.yml',
    'args: {V: 1}\nenvs: {A: "${V}"}\nservices:\n  web:\n  worker: {cmd: [x]}\n',
  );
  const [whole, worker, other] = [
    parseSpec(source),
    parseSpec(source, { target: 'worker', args: {} }),
    parseSpec(source, { target: 'worker', args: { V: '2' } }),
  ];
  expect(worker.written).toBe(whole.written);
  expect(worker.spec?.image.cmd.map(({ value }) => value)).toStrictEqual(['x']);
  expect(whole.spec?.image.cmd).toStrictEqual([]);
  expect(other.spec?.image.envs).toStrictEqual([{ name: 'A', value: '2' }]);
  expect(worker.spec?.image.envs).toStrictEqual([{ name: 'A', value: '1' }]);
});
