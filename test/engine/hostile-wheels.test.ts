import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import {
  buildGrocker,
  hostNetwork,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { serveProjects } from '../support/project-index.ts';
import { sdist } from '../support/sdist.ts';

// Wheels and sdists of strangers: names that lead elsewhere, modes, links, files of the environment, and the name of
// another package.

/** A wheel of `evil` 1.0: each entry has a name, a text or a number of NULs, and a mode. */
function writeHostile(
  directory: string,
  entries: readonly (readonly [name: string, text: string | number, mode: number])[],
): void {
  const script = [
    'import json, sys, zipfile',
    'path, entries, mark = json.load(sys.stdin)',
    'info = "evil-1.0.dist-info/"',
    'own = [[info + "METADATA", "Metadata-Version: 2.1\\nName: evil\\nVersion: 1.0\\n", 0o100644],',
    '       [info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n", 0o100644],',
    '       ["evil.py", "mark = %r\\n" % mark, 0o100644]]',
    'with zipfile.ZipFile(path, "w") as wheel:',
    '    for name, text, mode in own + entries:',
    '        entry = zipfile.ZipInfo(name)',
    '        entry.external_attr = mode << 16',
    '        if isinstance(text, int):',
    '            entry.compress_type, text = zipfile.ZIP_DEFLATED, bytes(text)',
    '        wheel.writestr(entry, text)',
    '    if not any(name == info + "RECORD" for name, _, _ in entries):',
    '        wheel.writestr(info + "RECORD", "evil.py,,\\n")',
  ].join('\n');
  const path = join(directory, 'evil-1.0-py3-none-any.whl');
  const input = JSON.stringify([path, entries, randomBytes(4).toString('hex')]);
  execFileSync('python3', ['-c', script], { input });
}

async function build(
  entries: Parameters<typeof writeHostile>[1],
  statuses: readonly number[],
): Promise<{ readonly stderr: string; readonly tag: string }> {
  const directory = await temporaryDirectory({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      'runtime: trixie/3.13',
      'release: evil-1.0-py3-none-any.whl',
      'entrypoint_name: [python, -c, "import evil; print(1)"]',
      '',
    ].join('\n'),
  });
  writeHostile(directory, entries);
  const tag = uniqueTag('hostile-wheel');
  const { stderr } = await buildGrocker(directory, ['--tag', tag], { statuses });
  return { stderr, tag };
}

/** A lock with one source distribution of the context. */
function lockOf(name: string, file: string, sha256: string): string {
  return [
    'lock-version = "1.0"',
    'created-by = "hand"',
    '[[packages]]',
    `name = "${name}"`,
    'version = "1.0"',
    `sdist = {path = "${file}", hashes = {sha256 = "${sha256}"}}`,
    '',
  ].join('\n');
}

const FILE = 0o100644;
const RECORD = 'evil-1.0.dist-info/RECORD';

test('a wheel leaves nothing outside of the environment, and no link, device or program that runs as its owner', async () => {
  const entries = [
    ['../../../../../escaped', '', FILE],
    ['/etc/escaped', '', FILE],
    ['..\\..\\escaped', '', FILE],
    ['evil-1.0.data/data/../../../../escaped', '', FILE],
    ['evil-1.0.data/scripts/../../escaped', '', FILE],
    ['evil_link', '/etc/passwd', 0o120777],
    ['evil_device', '', 0o020666],
    ['evil_setuid', '', 0o106755],
    ['evil_open.py', '', 0o100666],
    ['evil-1.0.data/scripts/evil-setuid', '#!/bin/sh\n', 0o106755],
    [RECORD, 'evil.py,,\n../../../../../../etc/passwd,,\n/etc/shadow,,\n', FILE],
  ] as const;
  const { tag } = await build(entries, [0]);
  const shell = (line: string) =>
    runImage(tag, ['-c', line], { runArgs: ['--entrypoint', '/bin/sh'] });
  expect(await runImage(tag)).toBe('1\n');
  expect(
    await shell(
      "find / -xdev -path /proc -prune -o -name '*escaped*' ! -path '/opt/app.venv/*' -print; echo none",
    ),
  ).toBe('none\n');
  expect(
    await shell(
      "find /opt/app.venv -name 'evil*' ! -type f ! -type d -o -name 'evil*' -perm /6022; echo none",
    ),
  ).toBe('none\n');
});

test('a script whose name is a path is an error at the line of its package', async () => {
  const points = '[console_scripts]\n../../../../etc/escaped = evil:main\n';
  const { stderr } = await build([['evil-1.0.dist-info/entry_points.txt', points, FILE]], [1]);
  expect(stderr).toMatch(
    /ERROR: .*grocker\.yml:3:10: uv cannot install the wheel of evil 1\.0; .*\[wheel-refused\]/,
  );
});

test('a wheel that brings files of the environment itself is an error at the line of its package', async () => {
  const entries = [
    ['evil-1.0.data/data/pyvenv.cfg', 'home = /tmp\n', FILE],
    ['evil-1.0.data/data/bin/activate', '', FILE],
    [RECORD, '../../../pyvenv.cfg,,\n../../../bin/activate,,\n', FILE],
  ] as const;
  const { stderr } = await build(entries, [1]);
  expect(stderr).toMatch(
    /ERROR: .*grocker\.yml:3:10: evil contains bin\/activate, pyvenv\.cfg, which .*\[environment-file\]/,
  );
});

test('a wheel that unpacks to hundreds of times its size is an error at the line of its package', async () => {
  const { stderr } = await build([['evil.bin', 300 * 1024 ** 2, FILE]], [1]);
  expect(stderr).toMatch(
    /ERROR: .*grocker\.yml:3:10: evil-1\.0-py3-none-any\.whl is not unpacked, .*\[archive-too-large\]/,
  );
  expect(stderr).toContain('evil-1.0-py3-none-any.whl is refused: it unpacks to more than 256 MiB');
});

test('a source that unpacks to hundreds of times its size is an error at its line in the lock', async () => {
  const script = [
    'import io, sys, tarfile',
    'with tarfile.open(fileobj=sys.stdout.buffer, mode="w|gz") as archive:',
    '    for name, size in (("pyproject.toml", 0), ("large", 300 << 20)):',
    '        entry = tarfile.TarInfo("evil-1.0/" + name)',
    '        entry.size = size',
    '        archive.addfile(entry, io.BytesIO(bytes(size)))',
  ].join('\n');
  const data = execFileSync('python3', ['-c', script]);
  const sha256 = createHash('sha256').update(data).digest('hex');
  const directory = await temporaryDirectory({
    'grocker.yml':
      '# syntax=org/grocker-frontend\nruntime: trixie/3.13\nsource: app.py\nentrypoint_name: [python, app.py]\n',
    'app.py': '',
    'pylock.toml': lockOf('evil', 'evil-1.0.tar.gz', sha256),
  });
  writeFileSync(join(directory, 'evil-1.0.tar.gz'), data);
  const output = ['--output', 'type=cacheonly'];
  const { stderr } = await buildGrocker(directory, output, { statuses: [1] });
  expect(stderr).toMatch(
    /ERROR: .*pylock\.toml:3:\d+: the source of evil 1\.0, .* is not unpacked, .*\[archive-too-large\]/,
  );
});

test('a process that a build leaves behind does not change the wheel that is kept', async () => {
  const backEnd = [
    'import os, sys, time, zipfile',
    'NAME = "left-1.0-py3-none-any.whl"',
    'def write(path, mark):',
    '    info = "left-1.0.dist-info/"',
    '    with zipfile.ZipFile(path, "w") as wheel:',
    '        wheel.writestr("left.py", "mark = %r" % mark)',
    '        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: left\\nVersion: 1.0\\n")',
    '        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")',
    '        wheel.writestr(info + "RECORD", "")',
    'def build_wheel(directory, config_settings=None, metadata_directory=None):',
    '    write(directory + "/" + NAME, "built")',
    '    write("/swapped", "swapped")',
    '    if os.fork() == 0:',
    '        os.setsid()',
    '        if os.fork() == 0:',
    '            for descriptor in range(3):',
    '                os.close(descriptor)',
    '            wait()',
    '        os._exit(0)',
    '    return NAME',
    '# Until the step has set the time of the file that it keeps.',
    'def wait():',
    '    kept, data = "/wheel/" + NAME, open("/swapped", "rb").read()',
    '    while True:',
    '        try:',
    '            if os.stat(kept).st_mtime < 10**9:',
    '                file = os.open(kept, os.O_WRONLY | os.O_TRUNC)',
    '                os.write(file, data)',
    '                os.utime(kept, (2 * 10**9, 2 * 10**9))',
    '        except OSError:',
    '            pass',
    '',
  ].join('\n');
  const pyproject = `[build-system]\nrequires = []\nbuild-backend = "back_end"\nbackend-path = ["."]\n# ${randomBytes(4).toString('hex')}\n`;
  const data = sdist('left-1.0', { 'pyproject.toml': pyproject, 'back_end.py': backEnd });
  const sha256 = createHash('sha256').update(data).digest('hex');
  const directory = await temporaryDirectory({
    'grocker.yml':
      '# syntax=org/grocker-frontend\nruntime: trixie/3.13\nsource: app.py\nentrypoint_name: [python, app.py]\n',
    'app.py': 'import left; print(left.mark)\n',
    'pylock.toml': lockOf('left', 'left-1.0.tar.gz', sha256),
  });
  writeFileSync(join(directory, 'left-1.0.tar.gz'), data);
  const tag = uniqueTag('left');
  await buildGrocker(directory, ['--tag', tag]);
  expect(await runImage(tag)).toBe('built\n');
});

test('a build that changes the memory of its own step still leaves no wheel of another version', async () => {
  const backEnd = [
    'import re, zipfile',
    'NAME = "changed-2.0-py3-none-any.whl"',
    'def build_wheel(directory, config_settings=None, metadata_directory=None):',
    '    info = "changed-2.0.dist-info/"',
    '    with zipfile.ZipFile(directory + "/" + NAME, "w") as wheel:',
    '        wheel.writestr("changed.py", "")',
    '        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: changed\\nVersion: 2.0\\n")',
    '        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")',
    '        wheel.writestr(info + "RECORD", "")',
    '    try:',
    '        print("memory is changed", change())',
    '    except OSError as error:',
    '        print("memory is closed", error)',
    '    return NAME',
    '# The step compares the wheel with a text of three letters: its length, its hash, its kind, and itself.',
    'TEXT = re.compile(rb"\\x03\\0{7}.{16}1[.]0\\0", re.DOTALL)',
    'def change():',
    '    count = 0',
    '    with open("/proc/1/maps") as maps, open("/proc/1/mem", "r+b", 0) as memory:',
    '        for line in maps:',
    '            place, mode = line.split()[:2]',
    '            start, end = (int(each, 16) for each in place.split("-"))',
    '            if mode.startswith("rw") and "[v" not in line:',
    '                memory.seek(start)',
    '                for found in TEXT.finditer(memory.read(end - start)):',
    '                    memory.seek(start + found.end() - 4)',
    '                    count += memory.write(b"2.0")',
    '    return count',
    '',
  ].join('\n');
  const pyproject = `[build-system]\nrequires = []\nbuild-backend = "back_end"\nbackend-path = ["."]\n# ${randomBytes(4).toString('hex')}\n`;
  const data = sdist('changed-1.0', { 'pyproject.toml': pyproject, 'back_end.py': backEnd });
  const sha256 = createHash('sha256').update(data).digest('hex');
  const directory = await temporaryDirectory({
    'grocker.yml':
      '# syntax=org/grocker-frontend\nruntime: trixie/3.13\nsource: app.py\nentrypoint_name: [python, app.py]\n',
    'app.py': '',
    'pylock.toml': lockOf('changed', 'changed-1.0.tar.gz', sha256),
  });
  writeFileSync(join(directory, 'changed-1.0.tar.gz'), data);
  const output = ['--output', 'type=cacheonly'];
  const wheels = await buildGrocker(directory, ['--target', 'wheels', ...output], {
    statuses: [1],
  });
  // Where processes may not change others, the step itself sees what its build has made.
  const made = wheels.stderr.includes('memory is changed') ? 'version 2.0' : 'changed-2.0-py3';
  expect(wheels.stderr).toContain('memory is ');
  expect(wheels.stderr).toMatch(/ERROR: .*pylock\.toml:3:\d+: .*\[other-package\]/);
  expect(wheels.stderr).toContain(`the source of changed 1.0 makes ${made}`);
  const image = await buildGrocker(directory, output, { statuses: [1] });
  expect(image.stderr).toContain(`the source of changed 1.0 makes ${made}`);
});

test.runIf(sharesLoopback())(
  'a source that makes the wheel of another package is an error at its line in the lock',
  async () => {
    const mark = randomBytes(4).toString('hex');
    const [name, other] = [`made${mark}`, `other${mark}`];
    const backEnd = [
      'import zipfile',
      'def build_wheel(directory, config_settings=None, metadata_directory=None):',
      `    info = "${other}-1.0.dist-info/"`,
      `    with zipfile.ZipFile(directory + "/${other}-1.0-py3-none-any.whl", "w") as wheel:`,
      `        wheel.writestr("${other}.py", "")`,
      `        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: ${other}\\nVersion: 1.0\\n")`,
      '        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")',
      '        wheel.writestr(info + "RECORD", "")',
      `    return "${other}-1.0-py3-none-any.whl"`,
      '',
    ].join('\n');
    const pyproject =
      '[build-system]\nrequires = []\nbuild-backend = "back_end"\nbackend-path = ["."]\n';
    const data = sdist(`${name}-1.0`, { 'pyproject.toml': pyproject, 'back_end.py': backEnd });
    const index = await serveProjects({ project: name, file: `${name}-1.0.tar.gz`, data });
    const sha256 = execFileSync('sha256sum', { input: data, encoding: 'utf8' }).slice(0, 64);
    const directory = await temporaryDirectory({
      'grocker.yml':
        '# syntax=org/grocker-frontend\nruntime: trixie/3.13\nsource: app.py\nentrypoint_name: [python, app.py]\n',
      'app.py': '',
      'pylock.toml': [
        'lock-version = "1.0"',
        'created-by = "hand"',
        '[[packages]]',
        `name = "${name}"`,
        'version = "1.0"',
        `sdist = {url = "${index.url.replace('/simple', '/files')}/${name}-1.0.tar.gz", hashes = {sha256 = "${sha256}"}}`,
        '',
      ].join('\n'),
    });
    const output = [...hostNetwork, '--output', 'type=cacheonly'];
    const { stderr } = await buildGrocker(directory, output, { statuses: [1] });
    expect(stderr).toMatch(/ERROR: .*pylock\.toml:3:\d+: the source of made/);
    expect(stderr).toContain(`makes ${other}-1.0-py3-none-any.whl`);
    expect(stderr).toContain('[other-package]');
  },
);
