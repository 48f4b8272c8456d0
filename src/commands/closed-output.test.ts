import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { command } from '../../test/support/command.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));

test('the command ends without a message if its reader closes the pipe', async () => {
  const run = `"$0" --no-warnings --import "$1" "$2" schema | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const args = ['-c', run, process.execPath, import.meta.resolve('tsx'), cli];
  const { stdout, stderr } = await command('bash', args);
  expect({ stdout, stderr }).toEqual({ stdout: '{\n0\n', stderr: '' });
});
