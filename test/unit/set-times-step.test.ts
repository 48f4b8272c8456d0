import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const directory = mkdtempSync(join(tmpdir(), 'grocker-times-'));
const log = join(directory, 'log');

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** steps/set-times.sh with lists in DIRECTORY; `find` and `touch` are stand-ins, so that no time of the machine changes. */
const script = readFileSync(
  join(import.meta.dirname, '../../steps/set-times.sh'),
  'utf8',
).replaceAll('/run/grocker', directory);

const standIns: Readonly<Record<string, string>> = {
  find: String.raw`printf '/\0/etc\0/srv/a/new\nline\0/srv/a/b/file\0'`,
  touch: `for each in "$@"; do printf '%s;' "$each"; done >>${log}`,
};

/** Runs set_times with PATHS; PROGRAMS fail. */
function setTimes(paths: readonly string[], programs: readonly string[] = []) {
  const bin = join(directory, 'bin');
  rmSync(bin, { recursive: true, force: true });
  rmSync(log, { force: true });
  mkdirSync(bin);
  const failing = Object.fromEntries(programs.map((program) => [program, 'exit 1']));
  for (const [program, body] of Object.entries({ ...standIns, ...failing })) {
    writeFileSync(join(bin, program), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }
  return spawnSync('sh', ['-c', `set -eu\n${script}\nset_times 315532800 "$@"`, 'sh', ...paths], {
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    encoding: 'utf8',
  });
}

test('everything that changed, and each directory above, files before their directories', () => {
  const { status, stderr } = setTimes(['/opt/sudo']);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(readFileSync(log, 'utf8').split(';')).toEqual([
    ...['-c', '-h', '-d', '@315532800', '--'],
    ...['/srv/a/new\nline', '/srv/a/b/file', '/srv/a/b', '/srv/a', '/srv'],
    ...['/opt/sudo', '/opt', '/etc', '/', ''],
  ]);
});

test.each(['find', 'tr', 'sed', 'sort', 'xargs', 'touch'])(
  'a step fails if %s fails',
  (program) => {
    expect(setTimes([], [program]).status).not.toBe(0);
  },
);
