import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../scripts/test-python-env', import.meta.url));

/** Path of the interpreter of the tests' virtual environment, which is made where it is missing. */
export function testPython(): string {
  return execFileSync(script, { encoding: 'utf8' }).trim();
}
