import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { command } from '../../test/support/command.ts';
import { visibleText } from '../diagnostics/visible-text.ts';

// A plan may come with a bug report, from anybody: it is read, or is an error in one line.

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'grocker-test-'));

afterAll(() => {
  rmSync(directory, { recursive: true });
});

test.each([
  ['is cut', '{"a": '],
  ['has what a terminal obeys', '{"a": \u001B[2J\u202E'],
  ['is deep', `{"a": ${'['.repeat(200_000)}`],
  ['is another value', '{"packages": 1}'],
  ['says that it has answers', '{"answers": "\u001B[2J"}'],
])(
  'a plan that %s',
  async (_, text) => {
    const file = join(directory, 'plan.json');
    writeFileSync(file, text);
    for (const name of ['explain', 'graph']) {
      const args = ['--no-warnings', '--import', import.meta.resolve('tsx'), cli, name, file];
      const { stderr } = await command(process.execPath, args, { statuses: [2] });
      expect(stderr).toMatch(/^grocker: .*plan\.json.*\nSee `grocker \w+ --help`\.\n$/);
      expect(stderr).toBe(visibleText(stderr));
    }
  },
  60_000,
);
