import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { command } from '../../test/support/command.ts';
import { commands } from './command-table.ts';
import { manPage } from './man-page.ts';

const groff = spawnSync('groff', ['--version']).status === 0;

test.skipIf(!groff)('groff shows every command of the man page without a warning', async () => {
  const args = ['-man', '-ww', '-Tutf8', '-P-c', '-P-b', '-P-u', '-Kutf8'];
  const { stdout, stderr } = await command('groff', args, { input: await manPage() });
  expect(stderr).toBe('');
  for (const name of Object.keys(commands)) expect(stdout).toContain(`grocker ${name}`);
  expect(stdout).toContain('--pip-constraint FILE');
});
