import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import {
  buildGrocker,
  buildx,
  caSecret,
  docker,
  runImage,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { describingLabels, inspectedConfig } from '../support/image.ts';

// The application writes down what it was built with and what it finds around itself.
const parcel = fileURLToPath(new URL('parcel', import.meta.url));

async function image(directory: string, args: readonly string[] = []): Promise<string> {
  const tag = uniqueTag('keys');
  await buildGrocker(directory, [...args, '--tag', tag]);
  return tag;
}

async function found(tag: string, args: readonly string[] = []): Promise<unknown> {
  return JSON.parse(await runImage(tag, args));
}

async function packageLayers(tag: string): Promise<number> {
  const format = '{{len .RootFS.Layers}}';
  const { stdout } = await docker(['image', 'inspect', '--format', format, tag]);
  return Number(stdout);
}

describe('a file with nearly every key', () => {
  const versions = { parcel: '1.2', packaging: '24.2' };

  test('is in the image', async () => {
    const tag = await image(parcel, ['--build-arg', 'WHO=reader']);
    expect(await found(tag)).toEqual({
      arguments: ['--to', 'reader', '2', 'true'],
      versions: { ...versions, cowsay: '6.0', markupsafe: '3.0.2' },
      built: { figlet: true, mark: 'core', settings: { level: '3', tags: ['a', 'b'] } },
      compiled: ['__pycache__'],
      directory: '/home/carrier/work',
      files: ['a b $HOME \'c\' "d" [e] é;#.txt', 'make_static.py', 'static/site.txt'],
    });
    expect(await inspectedConfig(tag)).toEqual({
      User: '1000:1000',
      WorkingDir: '/home/carrier/work',
      Entrypoint: ['parcel'],
      Cmd: ['--to', 'reader', '2', 'true'],
      Env: [
        'PATH=/opt/app.venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'LANG=C.UTF-8',
        'HOME=/home/carrier',
        'PYTHONUNBUFFERED=1',
        'GROCKER_APP=parcel',
        'GROCKER_APP_EXTRAS=loud',
        'WORKERS=2',
        'EMPTY=',
        'PRICE=$5 ${WHO} reader',
        'DEBUG=true',
        'RATIO=1.50',
        'GROCKER_APP_VERSION=1.2',
      ],
      ExposedPorts: { '53/udp': {}, '8080/tcp': {}, '9000/tcp': {} },
      Volumes: { '/data': {}, '/srv/data': {} },
      Labels: {
        count: '3',
        'grocker.app.extras': 'loud',
        'grocker.app.name': 'parcel',
        'grocker.app.version': '1.2',
        'grocker.image.role': 'runner',
        'grocker.runtime': 'ours/3.13',
        'grocker.version': '9.0.0',
        'org.opencontainers.image.vendor': 'Example',
        ...(await describingLabels(tag, 'parcel', '1.2')),
      },
      StopSignal: 'SIGINT',
      Healthcheck: {
        Test: ['CMD', 'parcel', '--check'],
        Interval: 30_000_000_000,
        Timeout: 5_000_000_000,
        StartPeriod: 60_000_000_000,
        StartInterval: 2_000_000_000,
        Retries: 3,
      },
    });
    const shell = (script: string) =>
      runImage(tag, ['-c', script], { runArgs: ['--entrypoint', 'sh'] });
    expect(await shell('cat static/site.txt; cd /srv/site; find . -type f | sort')).toBe(
      'hello of reader\n./pages.py\n./templates/page.html\n',
    );
    expect(
      await shell('id -un; id -u; touch /data/a /srv/data/b; bzip2 --help 2>&1 | head -1'),
    ).toMatch(/^carrier\n1000\nbzip2/);
    expect(await shell('command -v figlet pkg-config gcc || echo none')).toBe('none\n');
  });

  test('has services that override, and take back what they inherit', async () => {
    const tag = await image(parcel, ['--target', 'module']);
    expect(await found(tag, ['a'])).toEqual({
      arguments: ['a'],
      versions,
      built: { figlet: false, mark: null, settings: {} },
      compiled: [],
      directory: '/home/carrier/work',
      files: [],
    });
    const { Entrypoint, Cmd, Env, Healthcheck } = await inspectedConfig(tag);
    expect([Entrypoint, Cmd, Healthcheck]).toEqual([
      ['python3', '-m', 'parcel'],
      undefined,
      {
        Test: ['CMD-SHELL', 'parcel --check'],
        Timeout: 5_000_000_000,
        StartPeriod: 60_000_000_000,
        StartInterval: 2_000_000_000,
        Retries: 3,
      },
    ]);
    expect(Env).toEqual(expect.arrayContaining(['WORKERS=4', 'DEBUG=true']));
    expect(Env).not.toEqual(expect.arrayContaining([expect.stringMatching(/^PRICE=/)]));
  });

  test('has the byte code of its tests on request', async () => {
    const tag = await image(parcel, ['--target', 'compiled']);
    expect(await found(tag)).toMatchObject({ compiled: ['__pycache__', 'tests/__pycache__'] });
  });

  test('reports a missing library, unless it may be missing', async () => {
    const warnings = async (target: string) => {
      const args = ['--target', target, '--output', 'type=cacheonly'];
      return (await buildGrocker(parcel, args)).stderr;
    };
    expect(await warnings('broken')).toContain('libq.so.6');
    expect(await warnings('allowed')).not.toContain('libq.so.6');
  });

  test('is checked as configured', async () => {
    await buildGrocker(parcel, ['--target', 'check', '--output', 'type=cacheonly']);
  });
});

describe('a wheel of the context', () => {
  const common = ['runtime: trixie/3.13', 'entrypoint_name: parcel'];

  test('is released with or without extras, by its path or by a link', async () => {
    const directory = await temporaryDirectory();
    const dist = join(directory, 'dist');
    await mkdir(dist);
    await buildGrocker(parcel, ['--target', 'wheels', '--output', `type=local,dest=${dist}`]);
    for (const name of await readdir(dist)) expect(name).toMatch(/\.whl$/);
    const file = 'dist/parcel-1.2-py3-none-any.whl';
    const definition = [
      '# syntax=org/grocker-frontend',
      `release: ${file}`,
      'packages: [cowsay==6.1]',
      'layers: 1',
      ...common,
      'services:',
      `  loud: {release: "${file}[loud]", packages: , layers: 12}`,
      '  linked: {release: parcel==1.2, packages: , index: {find_links: [dist/]}, healthcheck: {test: [NONE]}}',
    ];
    await writeFile(join(directory, 'grocker.yml'), `${definition.join('\n')}\n`);

    const plain = await image(directory);
    expect(await found(plain)).toMatchObject({
      versions: { parcel: '1.2', cowsay: '6.1', packaging: expect.any(String) as string },
    });
    const loud = await image(directory, ['--target', 'loud']);
    const { versions } = (await found(loud)) as { versions: object };
    expect(Object.keys(versions).sort()).toEqual(['cowsay', 'packaging', 'parcel']);
    const { Labels } = await inspectedConfig(loud);
    expect(Labels).toMatchObject({ 'grocker.app.extras': 'loud' });
    expect((await packageLayers(loud)) - (await packageLayers(plain))).toBeGreaterThan(0);

    const linked = await image(directory, ['--target', 'linked']);
    const { versions: without } = (await found(linked)) as { versions: object };
    expect(Object.keys(without).sort()).toEqual(['packaging', 'parcel']);
    expect(await inspectedConfig(linked)).toMatchObject({ Healthcheck: { Test: ['NONE'] } });
  });
});

test('an application that is not packaged has the lock of the directory above', async () => {
  const directory = await temporaryDirectory({
    'grocker.yml':
      '# syntax=org/grocker-frontend\nsource: src\nruntime: trixie/3.13\nentrypoint_name: [python3, -m, main]\n',
    'pyproject.toml': '[project]\nname = "site"\nversion = "1"\nrequires-python = ">=3.11"\n',
    'uv.lock':
      'version = 1\nrequires-python = ">=3.11"\n\n[[package]]\nname = "site"\nversion = "1"\nsource = { virtual = "." }\n',
    'src/main.py': 'print("runs")\n',
  });
  const tag = await image(directory);
  expect(await runImage(tag)).toBe('runs\n');
  expect(await inspectedConfig(tag)).toMatchObject({ Labels: { 'grocker.app.name': 'site' } });
});

test('a package that may not be compiled is an error if it has no wheel', async () => {
  const definition = [
    '# syntax=org/grocker-frontend',
    'release: docopt==0.6.2',
    'runtime: trixie/3.13',
    'only_binary: [docopt]',
    '',
  ];
  const directory = await temporaryDirectory({ 'grocker.yml': definition.join('\n') });
  const { stderr } = await buildGrocker(directory, ['--output', 'type=cacheonly'], {
    statuses: [1],
  });
  expect(stderr).toMatch(/^ERROR: .*grocker\.yml:2:10: .*docopt/m);
});

test('a named context stands in for the base image of a runtime, with its Python in /usr/local', async () => {
  const base = uniqueTag('python');
  const input = [
    'FROM debian:trixie-slim',
    'RUN --mount=type=secret,id=ca-certificates,target=/etc/ssl/certs/ca-certificates.crt \\',
    '  apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 >/dev/null && \\',
    '  ln -s /usr/bin/python3 /usr/local/bin/python3',
    'ENV PYTHON_VERSION=3.13.5 STANDS_IN=yes',
  ].join('\n');
  await buildx(['build', ...caSecret(), '--tag', base, '-'], { input });
  const directory = await temporaryDirectory({
    'grocker.yml':
      '# syntax=org/grocker-frontend\nrelease: cowsay==6.1\nruntime: bookworm/3.13\nentrypoint_name: cowsay\n',
  });
  const context = `python:3.13-slim-bookworm=docker-image://docker.io/${base}`;
  const tag = await image(directory, ['--build-context', context]);
  expect(await runImage(tag, ['-t', 'moo'])).toContain('| moo |');
  const link = { runArgs: ['--entrypoint', 'readlink'] };
  const venv = '/opt/app.venv/bin';
  expect(await runImage(tag, [`${venv}/python3`], link)).toBe('/usr/local/bin/python3\n');
  const { Env } = await inspectedConfig(tag);
  expect(Env).toEqual(expect.arrayContaining(['STANDS_IN=yes']));
});

describe('a link that leads out of the context', () => {
  const definition = (...lines: readonly string[]) => ({
    'grocker.yml': ['# syntax=org/grocker-frontend', 'runtime: trixie/3.13', ...lines, ''].join(
      '\n',
    ),
    'pyproject.toml': '[project]\nname = "a"\nversion = "1"\n',
    'main.py': '',
  });
  const python = 'entrypoint_name: [python3, -c, "1"]';

  test.each([
    ['lock', ['lock: link.txt'], '3:7', 'link.txt'],
    ['pip_constraint', ['pip_constraint: link.txt'], '3:17', 'link.txt'],
    ['project', ['project: link'], '3:10', 'link'],
    ['source', ['source: link', python], '3:9', 'link'],
    ['files', ['source: .', python, 'files: [main.py, link.txt]'], '5:18', 'link.txt'],
    ['find_links', ['release: a==1', 'index: {find_links: [link]}'], '4:22', 'link'],
    ['release', ['release: link/a-1-py3-none-any.whl', python], '3:10', 'link'],
  ])('is an error if %s names it', async (_, lines, place, link) => {
    const outside = await temporaryDirectory({ 'link.txt': 'a==1\n', 'pyproject.toml': '' });
    const directory = await temporaryDirectory(definition(...lines));
    const target = link.endsWith('.txt') ? join(outside, link) : outside;
    await symlink(target, join(directory, link));
    const { stderr } = await buildGrocker(directory, ['--output', 'type=cacheonly'], {
      statuses: [1],
    });
    expect(stderr).toMatch(new RegExp(`^ERROR: .*: grocker\\.yml:${place}: .*${link}`, 'm'));
  });

  test('is followed if it leads to another place of the context', async () => {
    const directory = await temporaryDirectory({
      ...definition('source: link', 'files: [link.txt]', 'entrypoint_name: [cat, link.txt, b.py]'),
      'real/b.py': 'b\n',
      'real.txt': 'text\n',
    });
    await symlink('real', join(directory, 'link'));
    await symlink('real.txt', join(directory, 'link.txt'));
    expect(await runImage(await image(directory))).toBe('text\nb\n');
  });
});
