import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { exitStatuses } from '../../src/graph/agreed.ts';

const steps = join(import.meta.dirname, '../../steps');
const directory = realpathSync(mkdtempSync(join(tmpdir(), 'grocker-foreign-')));
const root = join(directory, 'root');
/** An architecture of Debian that no machine of ours has. */
const architecture = 's390x';

const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env } });

/** dpkg changes a root directory for the superuser alone. */
const canRun = process.getuid?.() === 0 && run('dpkg-deb', ['--version']).status === 0;

afterAll(() => {
  rmSync(directory, { recursive: true });
});

beforeEach(() => {
  for (const name of ['root', 'debs', 'steps']) {
    rmSync(join(directory, name), { recursive: true, force: true });
  }
  for (const name of ['root/usr/lib', 'root/etc', 'root/var/lib/dpkg', 'debs', 'steps']) {
    mkdirSync(join(directory, name), { recursive: true });
  }
  cpSync(steps, join(directory, 'steps'), { recursive: true });
  for (const name of readdirSync(join(directory, 'steps')).filter((each) => each.endsWith('.sh'))) {
    const path = join(directory, 'steps', name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('/run/grocker', directory));
  }
});

/** Makes a package of FILES; the name of its file. */
function deb(name: string, files: Readonly<Record<string, string>>): string {
  const tree = join(directory, 'tree');
  rmSync(tree, { recursive: true, force: true });
  const control = `Package: ${name}\nVersion: 1.0\nArchitecture: ${architecture}\nMulti-Arch: same\nMaintainer: nobody <nobody@example.org>\nDepends: libc6 (>= 2.40)\nDescription: a library\n`;
  for (const [path, text] of Object.entries({ ...files, 'DEBIAN/control': control })) {
    mkdirSync(join(tree, dirname(path)), { recursive: true });
    writeFileSync(join(tree, path), text, {
      mode: /^DEBIAN\/(?:(?:pre|post)(?:inst|rm)|config)$/.test(path) ? 0o755 : 0o644,
    });
  }
  const file = `${name}_1.0_${architecture}.deb`;
  const made = run('dpkg-deb', [
    '--root-owner-group',
    '--build',
    tree,
    join(directory, 'debs', file),
  ]);
  expect(made.stderr).toBe('');
  return file;
}

const install = (...files: readonly string[]) =>
  run('sh', [join(directory, 'steps/foreign-packages.sh'), '315532800', ...files], { ROOT: root });

const library = { 'usr/lib/s390x-linux-gnu/libz.so.1': 'code' };
const ldconfig = { 'DEBIAN/triggers': '# of a library\nactivate-noawait ldconfig\n' };

describe.runIf(canRun)('packages for a machine whose programs do not run', () => {
  test('are installed if they are complete when they are unpacked', () => {
    writeFileSync(
      join(root, 'var/lib/dpkg/status'),
      'Package: libc6\nStatus: install ok installed\nVersion: 2.41\nArchitecture: s390x\nMaintainer: nobody <nobody@example.org>\nDescription: C\n',
    );
    const files = [
      deb('libz1', { ...library, ...ldconfig, 'DEBIAN/postrm': '#!/bin/sh\n' }),
      deb('config', { 'etc/z/z.conf': 'a=1\n', 'DEBIAN/conffiles': '/etc/z/z.conf\n' }),
    ];
    expect(install(...files)).toMatchObject({ status: 0 });
    expect(readFileSync(join(root, 'usr/lib/s390x-linux-gnu/libz.so.1'), 'utf8')).toBe('code');
    expect(readFileSync(join(root, 'etc/z/z.conf'), 'utf8')).toBe('a=1\n');
    const status = readFileSync(join(root, 'var/lib/dpkg/status'), 'utf8');
    expect(status.match(/^Status: .*$/gm)).toEqual(
      Array.from({ length: 3 }, () => 'Status: install ok installed'),
    );
    expect(status).not.toContain('Triggers-');
    const database = join(root, 'var/lib/dpkg');
    expect(readdirSync(join(database, 'info'))).toContain('libz1:s390x.list');
    expect(readdirSync(database).filter((name) => name.endsWith('-old'))).toEqual([]);
  });

  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['a script before', { 'DEBIAN/preinst': '#!/bin/sh\n' }],
    ['a script after', { 'DEBIAN/postinst': '#!/bin/sh\n' }],
    ['questions', { 'DEBIAN/config': '#!/bin/sh\n' }],
    ['another trigger', { 'DEBIAN/triggers': 'activate-noawait update-ca-certificates\n' }],
    ['directories of the loader', { 'etc/ld.so.conf.d/z.conf': '/usr/lib/z\n' }],
    ['files that a package of the image reads', { 'usr/share/schemas/z.xml': '' }],
  ])('are refused by their number if one has %s', (_, files) => {
    mkdirSync(join(root, 'var/lib/dpkg/triggers'));
    writeFileSync(
      join(root, 'var/lib/dpkg/triggers/File'),
      '/usr/share/schemas libglib2.0-0t64:s390x\n',
    );
    const others = [deb('first', library), deb('second', { ...library, ...files })];
    expect(install(...others).status).toBe(exitStatuses.FIRST_NAME + 1);
    expect(readdirSync(join(root, 'usr/lib'))).toEqual([]);
  });

  test('do not follow a link out of the image', () => {
    rmSync(join(root, 'usr/lib'), { recursive: true });
    symlinkSync('/srv', join(root, 'usr/lib'));
    const { status, stderr } = install(deb('libz1', library));
    expect(status).toBe(1);
    expect(stderr).toContain('a link of the base image leads /usr/lib elsewhere');
  });
});
