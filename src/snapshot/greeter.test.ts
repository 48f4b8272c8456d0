import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { greeting } from '../http2/greeting.ts';
import { greeter } from './greeter.ts';

const own = process.arch === 'arm64' ? 'arm64' : 'amd64';
const emulators = { arm64: 'qemu-aarch64-static', amd64: 'qemu-x86_64-static' } as const;
const machines = (['amd64', 'arm64'] as const).filter(
  (each) => each === own || spawnSync(emulators[each], ['--version']).status === 0,
);

/** The command line of a greeter that goes on with a program. */
function greeterOf(architecture: (typeof machines)[number]): [string, ...string[]] {
  const directory = mkdtempSync(join(tmpdir(), 'grocker-greeter-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const path = join(directory, 'greet');
  writeFileSync(path, greeter(architecture, greeting), { mode: 0o755 });
  return architecture === own ? [path] : [emulators[architecture], path];
}

describe.each(machines)('the greeter of %s', (architecture) => {
  test('becomes the program, with its arguments, environment and input, after the greeting', () => {
    const [path, ...first] = greeterOf(architecture);
    const script = 'cat; printf %s "$0 $1 $WORD"';
    const { stdout, status } = spawnSync(path, [...first, '/bin/sh', '-c', script, 'a', 'b c'], {
      input: 'input ',
      env: { WORD: 'word' },
    });
    expect(status).toBe(0);
    expect(stdout.subarray(0, greeting.length).equals(greeting)).toBe(true);
    expect(stdout.subarray(greeting.length).toString()).toBe('input a b c word');
  });

  test('sends the greeting before the program has done anything', async () => {
    const [path, ...first] = greeterOf(architecture);
    // The program waits for a line that is sent after the greeting came, and so has loaded nothing before.
    const child = spawn(path, [...first, '/bin/sh', '-c', 'read line; echo "$line"'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [bytes] = (await once(child.stdout, 'data')) as [Buffer];
    expect(bytes.equals(greeting)).toBe(true);
    child.stdin.end('loaded\n');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    expect(line.toString()).toBe('loaded\n');
    await once(child, 'close');
  });

  test('exits with 127 without a program, and if nobody reads the greeting', () => {
    const [path, ...first] = greeterOf(architecture);
    expect(spawnSync(path, [...first, '/nowhere/program']).status).toBe(127);
    const shut = spawnSync('/bin/sh', ['-c', '"$@" >&-', 'sh', path, ...first, '/bin/true']);
    expect(shut.status).toBe(127);
  });
});
