import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { testPython } from './test-python.ts';

const script = fileURLToPath(new URL('../../steps/parse.py', import.meta.url));

/** The answer of steps/parse.py about the files of one directory. */
export function parseAnswer(
  files: Readonly<Record<string, string>>,
  asked: { readonly command: readonly string[]; readonly started?: readonly (readonly string[])[] },
): unknown {
  const directory = mkdtempSync(join(tmpdir(), 'grocker-test-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const source = join(directory, 'source');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), text);
  }
  const answer = join(directory, 'answer.json');
  const request = JSON.stringify({ directories: [source], bytes: 1_000_000, ...asked });
  execFileSync(testPython(), ['-B', script, request, answer]);
  return JSON.parse(readFileSync(answer, 'utf8'));
}
