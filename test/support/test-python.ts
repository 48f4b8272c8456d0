import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../scripts/test-python-env', import.meta.url));

/** Path of the interpreter of the tests' virtual environment, which is made where it is missing. */
export function testPython(): string {
  return execFileSync(script, { encoding: 'utf8' }).trim();
}

/** The same, of the environment that has a scanner of software. */
export function scannerPython(): string {
  return execFileSync(script, ['scanner'], { encoding: 'utf8' }).trim();
}

/** The same, of the environment that has the tools of the SPDX project. */
export function spdxPython(): string {
  return execFileSync(script, ['spdx'], { encoding: 'utf8' }).trim();
}
