import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { smallestProgram } from './smallest-program.ts';

const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
const other = architecture === 'arm64' ? 'amd64' : 'arm64';

function runs(program: Uint8Array): void {
  const directory = mkdtempSync(join(tmpdir(), 'grocker-program-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const path = join(directory, 'program');
  writeFileSync(path, program, { mode: 0o755 });
  execFileSync(path);
}

test('the smallest program runs on its own machine', () => {
  runs(smallestProgram(architecture));
});

test('the one of the other architecture differs in the machine and the code alone', () => {
  const [own, foreign] = [smallestProgram(architecture), smallestProgram(other)];
  const machine = (program: Uint8Array) => program[18];
  expect([machine(smallestProgram('amd64')), machine(smallestProgram('arm64'))]).toEqual([
    0x3e, 0xb7,
  ]);
  const headers = (program: Uint8Array) =>
    [...program.slice(0, 120)].filter((_, at) => at !== 18 && !(at >= 96 && at < 112));
  expect(headers(foreign)).toEqual(headers(own));
});
