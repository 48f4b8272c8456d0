import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { buildGrocker, docker, registry, temporaryDirectory } from '../support/engine.ts';
import { examplePath } from '../support/example.ts';
import { useMirror } from '../support/files-prefix.ts';
import { pushedContents } from '../support/image.ts';

// Images on a minimal root work as on a full one.
const repository = 'test/minimal';
const image = (tag: string) => `${registry()}/${repository}:${tag}`;
const made: string[] = [];
const directories: string[] = [];

/** A copy of an example with lines laid before those of its grocker.yml. */
async function example(name: string, lines: readonly string[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'grocker-minimal-'));
  directories.push(directory);
  await cp(fileURLToPath(examplePath(name)), directory, { recursive: true });
  useMirror(directory);
  await withLines(directory, lines);
  return directory;
}

async function withLines(directory: string, lines: readonly string[]): Promise<void> {
  const path = join(directory, 'grocker.yml');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/^(# syntax=.*\n)/, `$1${lines.join('\n')}\n`));
}

async function pushed(directory: string, tag: string, args: readonly string[] = []) {
  const result = ['--provenance=false', '--tag', image(tag), '--push'];
  const { stderr } = await buildGrocker(directory, [...args, ...result]);
  made.push(image(tag));
  return stderr;
}

/** The output of a program in an image; only /tmp of the container is writable. */
async function printed(tag: string, args: readonly string[], entrypoint?: string): Promise<string> {
  const start = entrypoint === undefined ? [] : ['--entrypoint', entrypoint];
  const pod = ['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--network', 'none'];
  return (await docker(['run', '--rm', ...pod, ...start, image(tag), ...args])).stdout.trim();
}

/** The contents of the image besides Python packages. */
interface Root {
  /** Sizes of files, in bytes. */
  readonly size: number;
  readonly setuid: readonly string[];
  readonly programs: readonly string[];
  /** Name → version of the system packages that scanners find. */
  readonly packages: Readonly<Record<string, string>>;
  /** Packages without a copyright file. */
  readonly uncredited: readonly string[];
}

const SURVEY = `
import json, os, stat
size, setuid, programs, packages, uncredited = 0, [], [], {}, []
for directory, directories, files in os.walk("/"):
    directories[:] = [name for name in directories if name != "site-packages" and not os.path.ismount(os.path.join(directory, name))]
    for name in files:
        path = os.path.join(directory, name)
        found = os.lstat(path)
        if stat.S_ISREG(found.st_mode):
            size += found.st_size
            if found.st_mode & (stat.S_ISUID | stat.S_ISGID):
                setuid.append(path)
            if directory in ("/usr/bin", "/usr/sbin"):
                programs.append(name)
records = "/var/lib/dpkg/status.d"
for name in os.listdir(records):
    if name.endswith(".md5sums"):
        continue
    lines = open(os.path.join(records, name)).read().splitlines()
    packages[name] = next(line.split(": ", 1)[1] for line in lines if line.startswith("Version: "))
    if not os.path.exists("/usr/share/doc/" + name + "/copyright"):
        uncredited.append(name)
print(json.dumps({"size": size, "setuid": setuid, "programs": sorted(programs), "packages": packages, "uncredited": uncredited}))
`;

async function root(tag: string): Promise<Root> {
  return JSON.parse(await printed(tag, ['-c', SURVEY], 'python')) as Root;
}

afterAll(async () => {
  await docker(['image', 'rm', '--force', ...made], { statuses: [0, 1] });
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

describe('a project that needs a system library', () => {
  beforeAll(async () => {
    const directory = await example('qrcode', ['debug: [procps]']);
    await pushed(directory, 'full');
    await withLines(directory, ['base: minimal']);
    await pushed(directory, 'minimal');
    await pushed(directory, 'debug', ['--target', 'debug']);
    await withLines(directory, ['keep: [dash, coreutils]']);
    await pushed(directory, 'kept');
  });

  test('works on a minimal base as on a full one', async () => {
    const words = ['greetings', 'from', 'Brest'];
    const expected = 'drawn in 330×330 pixels\nread back: greetings from Brest';
    expect(await printed('minimal', words)).toBe(expected);
    expect(await printed('full', words)).toBe(expected);
  });

  test('has no shell, no packager, no setuid program, and at most 65 MB below its packages', async () => {
    const { size, setuid, programs } = await root('minimal');
    expect(size).toBeLessThan(65e6);
    expect(setuid).toEqual([]);
    expect(programs).toEqual(['ldconfig', 'pygettext3.13', 'python3.13']);
  });

  test('shares every layer of packages with the full one and the one to debug', async () => {
    const [full, minimal, debug] = await Promise.all(
      ['full', 'minimal', 'debug'].map((tag) => pushedContents(repository, tag)),
    );
    // Below them is the root: its own files, and the libraries that Pillow is linked with.
    const packages = minimal?.slice(2) ?? [];
    expect(packages.length).toBeGreaterThan(2);
    expect(full?.slice(-packages.length)).toEqual(packages);
    expect(debug?.slice(-packages.length)).toEqual(packages);
  });

  test('has the records of its system packages for scanners, as dpkg writes them', async () => {
    const { packages, uncredited } = await root('minimal');
    const format = '${Package} ${Version}\\n';
    const listed = await printed('debug', ['--show', '--showformat', format], 'dpkg-query');
    const versions = new Map(listed.split('\n').map((line) => line.split(' ') as [string, string]));
    expect(Object.keys(packages)).toContain('libzbar0t64');
    expect(Object.keys(packages)).not.toContain('dpkg');
    for (const [name, version] of Object.entries(packages)) {
      expect([name, version]).toEqual([name, versions.get(name)]);
    }
    expect(uncredited).toEqual([]);
  });

  test('lists the packages that it left out, which have no record', async () => {
    const script = 'print(open("/var/lib/dpkg/left-out.json").read())';
    const read = async (tag: string) =>
      JSON.parse(await printed(tag, ['-c', script], 'python')) as Readonly<
        Record<string, { readonly whole: boolean; readonly files: number; readonly bytes: number }>
      >;
    const leftOut = await read('minimal');
    const { packages } = await root('minimal');
    const whole = Object.keys(leftOut).filter((name) => leftOut[name]?.whole);
    expect(whole).toContain('dpkg');
    expect(leftOut['dpkg']?.bytes).toBeGreaterThan(1e6);
    expect(whole.filter((name) => Object.hasOwn(packages, name))).toEqual([]);
    expect((await read('kept'))['coreutils']?.whole ?? false).toBe(false);
  });

  test('has a debug image with a shell and tools', async () => {
    expect(await printed('debug', ['-c', 'ps --version'], 'sh')).toContain('procps');
  });

  test('keeps the programs of packages that `keep` names', async () => {
    expect(await printed('kept', ['-c', 'ls -d /usr/share'], 'sh')).toBe('/usr/share');
  });
});

test('a pure release takes at most 50 MB below its packages', async () => {
  await pushed(await example('ipython', ['base: minimal']), 'ipython');
  expect(await printed('ipython', ['-c', 'print(6 * 7)'])).toBe('42');
  const { size } = await root('ipython');
  expect(size).toBeLessThan(50e6);
});

test.each([
  ['no empty layer where packages are linked with nothing else', 'idna==3.11', 1],
  ['a layer of the libraries that packages are linked with', 'greenlet==3.2.4', 2],
])('a minimal root has %s', async (_, release, layers) => {
  const tag = release.replace('==', '-');
  const { name = '' } = /^(?<name>[a-z]+)/.exec(release)?.groups ?? {};
  const directory = await temporaryDirectory({
    'grocker.yml':
      '# syntax=org/grocker-frontend\nbase: minimal\nentrypoint_name: python\n' +
      `release: ${release}\nlint: {ignore: {no-lock: one package without requirements}}\n`,
  });
  await pushed(directory, tag);
  expect(await printed(tag, ['-c', `import ${name}; print(${name}.__name__)`])).toBe(name);
  expect(await pushedContents(repository, tag)).toHaveLength(layers + 1);
});

test('steps run with a shell, which the image lacks', async () => {
  const directory = await example('site', ['base: minimal']);
  const stderr = await pushed(directory, 'site');
  expect(stderr).not.toContain('missing-');
  expect(await printed('site', ['--check-config', 'site_project.wsgi'])).toBe('');
});

test('a script that needs a shell is reported', async () => {
  const directory = await temporaryDirectory({
    'grocker.yml': '# syntax=org/grocker-frontend\nbase: minimal\nentrypoint_name: greet\n',
    'pyproject.toml':
      '[build-system]\nrequires = ["setuptools==80.9.0"]\nbuild-backend = "setuptools.build_meta"\n' +
      '[project]\nname = "greet"\nversion = "1"\n[tool.setuptools]\nscript-files = ["greet"]\npy-modules = []\n',
    greet: '#!/bin/sh\necho hello\n',
  });
  const { stderr } = await buildGrocker(directory, ['--output', 'type=cacheonly'], {
    statuses: [1],
  });
  expect(stderr).toContain('/bin/sh is not in the image');
  expect(stderr).toContain('keep: [dash]');
});
