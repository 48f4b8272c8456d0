import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** A program that builds without end, and notes that it was told to stop. */
const endless = `#!/bin/sh
trap 'echo stopped >"$NOTES/stopped"; exit 1' INT TERM HUP
echo "$$" >"$NOTES/started"
while :; do sleep 0.1; done
`;

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)(
  '%s ends docker too, and leaves no temporary file',
  async (signal, status) => {
    const place = (name: string) => join(directory, name);
    for (const name of ['bin', 'temporary', 'project', 'notes']) mkdirSync(place(name));
    writeFileSync(place('bin/docker'), endless, { mode: 0o755 });
    writeFileSync(place('project/grocker.yml'), 'release: a==1\n');
    const child = spawn(
      process.execPath,
      ['--no-warnings', '--import', tsx, cli, 'lock', './project'],
      {
        cwd: directory,
        stdio: 'ignore',
        env: {
          ...process.env,
          PATH: `${place('bin')}:${process.env['PATH'] ?? ''}`,
          TMPDIR: place('temporary'),
          NOTES: place('notes'),
        },
      },
    );
    const ended = once(child, 'close');
    await expect.poll(() => existsSync(place('notes/started')), { timeout: 60_000 }).toBe(true);
    const made = readdirSync(place('temporary')).filter((name) => name.startsWith('grocker-'));
    expect(made).toHaveLength(1);
    child.kill(signal);
    expect(await ended).toEqual([status, null]);
    expect(readFileSync(place('notes/stopped'), 'utf8')).toBe('stopped\n');
    expect(readdirSync(place('temporary')).filter((name) => name.startsWith('grocker-'))).toEqual(
      [],
    );
    expect(readdirSync(place('project'))).toEqual(['grocker.yml']);
  },
  120_000,
);
