import { readdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { VENV } from '../../src/spec/venv.ts';
import { authorityCertificate } from '../support/authority.ts';
import { command } from '../support/command.ts';
import {
  buildGrocker,
  buildx,
  docker,
  temporaryDirectory,
  uniqueTag,
  type Files,
} from '../support/engine.ts';

const [own, foreign] =
  process.arch === 'arm64' ? (['arm64', 'amd64'] as const) : (['amd64', 'arm64'] as const);
const platform = `linux/${foreign}`;

/** Whether programs of the other platform run here after all. */
async function isEmulated(): Promise<boolean> {
  return (await buildx(['inspect'])).stdout.includes(platform);
}

/** Whether the engine keeps images of several platforms. */
async function keepsPlatforms(): Promise<boolean> {
  return (await docker(['info', '--format', '{{.DriverStatus}}'])).stdout.includes(
    'io.containerd.snapshotter',
  );
}

/**
 * Python 3.13 for both platforms, of Debian's packages, which are unpacked here: nothing of the other platform has to
 * run. That one has Python and nothing else: a step that runs there after all finds no shell.
 */
const bases = `
FROM --platform=$BUILDPLATFORM debian:trixie-slim AS files
RUN dpkg --add-architecture ${foreign} && apt-get update -qq
WORKDIR /packages
RUN apt-get download -qq $(for each in ${own} ${foreign}; do for name in libpython3.13-minimal libpython3.13-stdlib \\
      python3.13-minimal python3-minimal libexpat1 libffi8; do echo $name:$each; done; done; \\
      for name in libc6 libgcc-s1 zlib1g libssl3t64 libbz2-1.0 liblzma5; do echo $name:${foreign}; done)
RUN for each in *.deb; do dpkg-deb --extract $each /\${each##*_}; done; mkdir -p /${foreign}.deb/etc && cd /${foreign}.deb && \\
      for link in bin lib lib64 sbin; do [ -e $link ] || ln -s usr/$link $link; done && \\
      echo root:x:0:0:root:/root:/bin/sh >etc/passwd && echo root:x:0: >etc/group && chmod u+s usr/bin/python3.13
RUN mkdir -p /${foreign}.deb/var/lib/dpkg/info && cd /${foreign}.deb/var/lib/dpkg && for each in /packages/*_${foreign}.deb; do \\
      case $each in *python*) continue ;; esac; \\
      dpkg-deb -f $each | grep -v Depends: >>status && printf 'Status: install ok installed\\n\\n' >>status && dpkg-deb --fsys-tarfile $each | tar -t | \\
      sed 's,^\\./$,/.,; s,^\\.,,; s,/$,,' >info/$(dpkg-deb -f $each Package):${foreign}.list; done

FROM debian:trixie-slim AS base-${own}
RUN apt-get update -qq && apt-get install -qq -y --no-install-recommends ca-certificates tzdata
COPY --from=files /${own}.deb/usr /usr

FROM scratch AS base-${foreign}
COPY --from=files /${foreign}.deb /
COPY --from=base-${own} /usr/share/zoneinfo /usr/share/zoneinfo
COPY --from=base-${own} /usr/share/ca-certificates /usr/share/ca-certificates
COPY --from=base-${own} /etc/ca-certificates.conf /etc/
COPY --from=base-${own} /etc/ssl /etc/ssl

FROM base-\${TARGETARCH}
ENV PYTHON_VERSION=3.13.5 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
`;

async function pythonImage(): Promise<string> {
  const tag = uniqueTag('foreign-base');
  const directory = await temporaryDirectory({ Dockerfile: bases });
  const both = ['--platform', `linux/${own},${platform}`, '--provenance', 'false'];
  await buildx(['build', ...both, '--tag', tag, '.'], { directory });
  return tag;
}

/** A project of Python alone, one package of Python alone and one with an extension module. */
function application(base: string): Files {
  return {
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      `runtimes: {own: {image: "${base}"}}`,
      'runtime: own',
      'project: .',
      'entrypoint_name: shop',
      'volumes: [/data]',
      'setuid: false',
      '',
    ].join('\n'),
    'pyproject.toml': [
      '[project]',
      'name = "shop"',
      'description = "A shop."',
      'version = "1.0"',
      'dependencies = ["markupsafe==3.0.2", "itsdangerous==2.2.0"]',
      'scripts = {shop = "shop:main"}',
      '[build-system]',
      'requires = ["flit_core==3.12.0"]',
      'build-backend = "flit_core.buildapi"',
      '',
    ].join('\n'),
    'src/shop/__init__.py':
      '"""A shop."""\nimport itsdangerous, os\nimport markupsafe._speedups\n\n\ndef main():\n    print("open", os.uname().machine)\n',
  };
}

describe('a platform that the builder neither is nor emulates', () => {
  test('is an error with the steps that need it, before anything is pulled or run', async ({
    skip,
  }) => {
    if (await isEmulated()) skip();
    const directory = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        'runtime: trixie/3.13',
        'source: .',
        'dependencies: {run: [libzbar0t64]}',
        'entrypoint_name: [python, hello.py]',
        '',
      ].join('\n'),
      'hello.py': 'print("hello")\n',
    });
    const { stderr } = await buildGrocker(
      directory,
      ['--platform', platform, '--output', 'type=cacheonly'],
      { statuses: [1] },
    );
    expect(stderr).toContain(
      `grocker.yml:2:10: apt: python3 ca-certificates: this step runs programs of ${platform}, and the builder runs only those of `,
    );
    expect(stderr).not.toMatch(/load metadata for docker\.io\/library\/debian/);
  });

  test('has an image of ready wheels, which is made without running any program of it', async ({
    skip,
  }) => {
    if ((await isEmulated()) || !(await keepsPlatforms())) skip();
    const directory = await temporaryDirectory(application(await pythonImage()));
    const tag = uniqueTag('foreign');
    const options = ['--platform', platform, '--provenance', 'false'];
    await buildGrocker(directory, [...options, '--tag', tag, '--load']);
    const { stdout } = await docker([
      'image',
      'inspect',
      tag,
      '--format',
      '{{.Os}}/{{.Architecture}}',
    ]);
    expect(stdout.trim()).toBe(platform);

    const root = join(await temporaryDirectory(), 'root');
    await buildGrocker(directory, [...options, '--output', `type=local,dest=${root}`]);
    const packages = join(root, VENV, 'lib/python3.13/site-packages');
    const native = (await readdir(join(packages, 'markupsafe'))).filter((name) =>
      name.endsWith('.so'),
    );
    expect(native).toEqual([expect.stringMatching(foreign === 'arm64' ? /aarch64/ : /x86_64/)]);
    const machine = await readFile(join(packages, 'markupsafe', native[0] ?? ''));
    expect(machine.readUInt16LE(18)).toBe(foreign === 'arm64' ? 0xb7 : 0x3e);
    const code = await readFile(join(packages, 'shop/__pycache__/__init__.cpython-313.pyc'));
    // CPython 3.13's magic number, then an unchecked hash of the source (PEP 552).
    expect([code.readUInt16LE(0), code.readUInt32LE(4)]).toEqual([3571, 1]);
    const [first] = (await readFile(join(root, VENV, 'bin/shop'), 'utf8')).split('\n');
    expect(first).toBe(`#!${VENV}/bin/python`);
    expect(await readFile(join(root, 'etc/passwd'), 'utf8')).toContain('grocker:x:1000:1000:');
    expect(await readdir(root)).toContain('data');
    expect((await stat(join(root, 'usr/bin/python3.13'))).mode & 0o7777).toBe(0o755);
    await expectOutput(root, `open ${foreign === 'arm64' ? 'aarch64' : 'x86_64'}\n`);

    const { stderr } = await buildGrocker(directory, [
      ...[...options, '--target', 'plan'],
      ...['--output', 'type=cacheonly'],
    ]);
    expect(stderr).not.toMatch(/does not match|platforms? requested/i);
  });

  test('has its time zone, locales, authorities and minimal base from the host', async ({
    skip,
  }) => {
    if ((await isEmulated()) || !(await keepsPlatforms())) skip();
    const directory = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        `runtimes: {own: {image: "${await pythonImage()}"}}`,
        'runtime: own',
        'source: {path: ., include: [app.py]}',
        'entrypoint_name: [python, app.py]',
        'base: minimal',
        'time_zone: Europe/Berlin',
        'locales: [de_DE.UTF-8]',
        'certificates: [company.pem]',
        '',
      ].join('\n'),
      'app.py': [
        'import locale, os, time',
        'locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")',
        'print(os.uname().machine, time.strftime("%Z %A", time.localtime(0)))',
        '',
      ].join('\n'),
    });
    await writeFile(
      join(directory, 'company.pem'),
      await authorityCertificate(directory, 'Harbour'),
    );
    const root = join(await temporaryDirectory(), 'root');
    const options = ['--platform', platform, '--provenance', 'false'];
    await buildGrocker(directory, [...options, '--output', `type=local,dest=${root}`]);
    expect(await readlink(join(root, 'etc/localtime'))).toBe('/usr/share/zoneinfo/Europe/Berlin');
    expect(await readFile(join(root, 'etc/timezone'), 'utf8')).toBe('Europe/Berlin\n');
    expect(await readdir(join(root, 'usr/lib/locale'))).toContain('de_DE.utf8');
    const own = await readFile(join(directory, 'company.pem'), 'utf8');
    const bundle = await readFile(join(root, 'etc/ssl/certs/ca-certificates.crt'), 'utf8');
    expect(bundle).toContain(own.trim());
    expect(bundle.split('BEGIN CERTIFICATE').length).toBeGreaterThan(50);
    const links = await readdir(join(root, 'etc/ssl/certs'));
    const [link = ''] = links.filter((name) => name.startsWith('grocker-1'));
    expect(await readlink(join(root, 'etc/ssl/certs', link))).toMatch(
      /^\/usr\/local\/share\/ca-certificates\/grocker-1/,
    );
    expect(await readdir(join(root, 'usr/bin'))).toContain('python3.13');
    const records = (await readdir(join(root, 'var/lib/dpkg'))).sort();
    expect(records).toEqual(['left-out.json', 'status.d']);
    await expectOutput(
      root,
      `${foreign === 'arm64' ? 'aarch64' : 'x86_64'} CET Donnerstag\n`,
      '/home/grocker/app.py',
    );
  });
});

test("a lock for it is made by the builder's own apt and uv, and an image of it that takes complete system packages", async ({
  skip,
}) => {
  if ((await isEmulated()) || !(await keepsPlatforms())) skip();
  const directory = await temporaryDirectory({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      `runtimes: {own: {image: "${await pythonImage()}"}}`,
      'runtime: own',
      'source: {path: ., include: [app.py]}',
      'packages: [markupsafe==3.0.2]',
      'entrypoint_name: [python, app.py]',
      'services:',
      '  scanner: {dependencies: {run: [libzbar0t64]}}',
      '  closed: {dependencies: {run: [libzbar0t64, openssl]}}',
      '',
    ].join('\n'),
    'app.py': 'import ctypes\nprint(ctypes.CDLL("libzbar.so.0").zbar_version is not None)\n',
  });
  await buildGrocker(directory, [
    ...['--platform', `linux/${own},${platform}`, '--target', 'lock'],
    ...['--output', `type=local,dest=${directory}`],
  ]);
  const lock = await readFile(join(directory, 'grocker.lock'), 'utf8');
  for (const each of [own, foreign]) {
    expect(lock).toContain(`"linux/${each}"`);
    expect(lock).toMatch(new RegExp(`/libzbar0t64_[^"]*_${each}\\.deb"`));
  }
  const pylock = await readFile(join(directory, 'pylock.toml'), 'utf8');
  expect(pylock).toMatch(/markupsafe-3\.0\.2-cp313-cp313-manylinux[^"]*x86_64/i);
  expect(pylock).toMatch(/markupsafe-3\.0\.2-cp313-cp313-manylinux[^"]*aarch64/i);

  const args = ['--platform', platform, '--output', 'type=cacheonly'];
  const { stderr: locked } = await buildGrocker(directory, args);
  expect(locked).not.toMatch(/: resolve /);
  const root = join(await temporaryDirectory(), 'root');
  await buildGrocker(directory, [
    ...['--platform', platform, '--target', 'scanner', '--output', `type=local,dest=${root}`],
  ]);
  const triplet = foreign === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  const library = await readFile(join(root, 'usr/lib', triplet, 'libzbar.so.0'));
  expect(library.readUInt16LE(18)).toBe(foreign === 'arm64' ? 0xb7 : 0x3e);
  const status = await readFile(join(root, 'var/lib/dpkg/status'), 'utf8');
  const entry = status.split('\n\n').find((each) => each.startsWith('Package: libzbar0t64\n'));
  expect(entry).toContain('Status: install ok installed\n');
  expect(entry).toContain(`Architecture: ${foreign}\n`);
  expect(status).not.toMatch(/^Triggers-/m);
  await expectOutput(root, 'True\n', '/home/grocker/app.py');
  const { stderr: refused } = await buildGrocker(directory, [...args, '--target', 'closed'], {
    statuses: [1],
  });
  expect(refused).toMatch(/ERROR: .*grocker\.lock:\d+:\d+: apt: openssl: .*\[foreign-program\]/);
});

test('that a lock has no file for is named by the error at the line, and so are all of them', async ({
  skip,
}) => {
  if (!(await keepsPlatforms())) skip();
  const wheel = (name: string, machine: string) =>
    `[[packages]]\nname = "${name}"\nversion = "1.0"\nwheels = [{url = "https://files.example/${name}-1.0-py3-none-${machine}.whl", hashes = {sha256 = "${'0'.repeat(64)}"}}]\n`;
  const machines = { amd64: 'manylinux_2_17_x86_64', arm64: 'manylinux_2_17_aarch64' };
  const directory = await temporaryDirectory({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      `runtimes: {own: {image: "${await pythonImage()}"}}`,
      'runtime: own',
      'source: {path: ., include: [app.py]}',
      'lock: pylock.toml',
      'entrypoint_name: [python, app.py]',
      '',
    ].join('\n'),
    'app.py': '',
    'pylock.toml': `lock-version = "1.0"\ncreated-by = "uv"\n${[
      wheel('here', machines[own]),
      wheel('nowhere', 'win_amd64'),
      wheel('there', machines[foreign]),
    ].join('')}`,
  });
  const both = ['--platform', `linux/${own},${platform}`, '--output', 'type=cacheonly'];
  const { stderr } = await buildGrocker(directory, both, { statuses: [1] });
  const lines = stderr.split('\n').filter((line) => line.includes('[lock-unavailable]'));
  const told = lines.map((line) =>
    line
      .replace(/^ERROR: (?:failed to build: )?(?:failed to solve: )?/, '')
      .replace(/, glibc.*/, ''),
  );
  const on = (...names: readonly string[]) =>
    `1.0 cannot be installed for Python 3.13.5 on ${names.join(', ')}`;
  expect(told.sort()).toEqual([
    `pylock.toml:11:1: there ${on(`linux/${own}`)}`,
    `pylock.toml:3:1: here ${on(platform)}`,
    `pylock.toml:7:1: nowhere ${on(`linux/${own}`, platform)}`,
  ]);
});

/** Runs the application by QEMU in its own root directory; scripts/test --engines does, for it takes a while. */
async function expectOutput(
  root: string,
  output: string,
  program = `${VENV}/bin/shop`,
): Promise<void> {
  if (process.env['GROCKER_ENGINES'] !== 'all') return;
  const emulator = `qemu-${foreign === 'arm64' ? 'aarch64' : 'x86_64'}-static`;
  const script = 'emulator=$(command -v "$0") && cp "$emulator" "$1/emulator"';
  const { status } = await command('sh', ['-c', script, emulator, root], { statuses: [0, 1, 127] });
  // Debian's qemu-user-static has it.
  if (status !== 0) return;
  const words = [root, '/emulator', `${VENV}/bin/python`, program];
  expect((await command('chroot', words)).stdout).toBe(output);
}
