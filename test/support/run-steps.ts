import { fileURLToPath } from 'node:url';

import { command } from './command.ts';
import { testPython } from './test-python.ts';

const python = testPython();
const steps = fileURLToPath(new URL('../../steps/', import.meta.url));

/** Runs lines of Python that may import the modules of steps/, and gives the JSON that they print. */
export async function runSteps(
  lines: readonly string[],
  ...args: readonly string[]
): Promise<unknown> {
  const { stdout } = await command(python, ['-B', '-c', lines.join('\n'), ...args], {
    environment: { PYTHONPATH: steps },
  });
  return JSON.parse(stdout);
}
