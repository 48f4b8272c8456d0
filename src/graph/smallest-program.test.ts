import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RAN, smallestProgram } from './smallest-program.ts';

const own = process.arch === 'arm64' ? 'arm64' : 'amd64';
const emulators = { arm64: 'qemu-aarch64-static', amd64: 'qemu-x86_64-static' } as const;
const hasEmulator = (architecture: keyof typeof emulators) =>
  spawnSync(emulators[architecture], ['--version']).status === 0;

/** The files of a directory after a program ran in it. */
function leaves(architecture: keyof typeof emulators): readonly string[] {
  const directory = mkdtempSync(join(tmpdir(), 'grocker-program-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const path = join(directory, 'program');
  writeFileSync(path, smallestProgram(architecture), { mode: 0o755 });
  const [command = '', ...args] = architecture === own ? [path] : [emulators[architecture], path];
  expect(spawnSync(command, args, { cwd: directory })).toMatchObject({ status: 0, signal: null });
  return readdirSync(directory).sort();
}

test.each(['amd64', 'arm64'] as const)(
  'the smallest program of %s leaves a directory',
  (architecture) => {
    if (architecture !== own && !hasEmulator(architecture)) return;
    expect(leaves(architecture)).toEqual(['program', RAN]);
  },
);

test('programs differ in the machine that they are for', () => {
  const machine = (architecture: keyof typeof emulators) => smallestProgram(architecture)[18];
  expect([machine('amd64'), machine('arm64')]).toEqual([0x3e, 0xb7]);
});
