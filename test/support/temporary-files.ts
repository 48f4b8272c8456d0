import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

// The temporary files of a test file, and of the programs that it starts, end with it. No engine is started by these
// tests: one outlives them, and wants its directory.
const before = process.env['TMPDIR'];
const directory = mkdtempSync(join(tmpdir(), 'grocker-'));
process.env['TMPDIR'] = directory;

afterAll(() => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  rmSync(directory, { recursive: true, force: true });
});
