import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from '../../../test/support/command.ts';
import { commands } from '../command-table.ts';
import { bashScript } from './bash.ts';
import { completedCommand, type CompletedCommand } from './completed-command.ts';
import { fishScript } from './fish.ts';
import { zshScript } from './zsh.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'grocker-completion-'));
  await mkdir(join(directory, 'my app'));
  await writeFile(join(directory, 'my app', 'grocker.yml'), '');
  // Names of others' files: patterns, and what a shell could run.
  for (const name of ['hostile-*', 'hostile-$(touch ran)', 'hostile-`touch ran`']) {
    await writeFile(join(directory, name), '');
  }
  const loaded = await Promise.all(Object.values(commands).map((load) => load()));
  const all = loaded.map(completedCommand);
  const scripts: Readonly<Record<string, (all: readonly CompletedCommand[]) => string>> = {
    bash: bashScript,
    zsh: zshScript,
    fish: fishScript,
  };
  for (const [shell, script] of Object.entries(scripts)) {
    await writeFile(join(directory, shell), script(all));
  }
}, 60_000);
afterAll(() => rm(directory, { recursive: true }));

const isThere = (program: string) => spawnSync(program, ['--version']).status === 0;

/** The words before the tab key, and the completion after it. */
const typed: readonly (readonly [line: string, completed: string])[] = [
  ['grocker expl', 'grocker explain'],
  ['grocker wheels --pla', 'grocker wheels --platform'],
  ['grocker build --no-ca', 'grocker build --no-cache'],
  ['grocker wheels --platform linux/am', 'grocker wheels --platform linux/amd64'],
  ['grocker build --target comp', 'grocker build --target compiler'],
  ['grocker build -r trixie/3.12', 'grocker build -r trixie/3.12'],
  ['grocker graph --format s', 'grocker graph --format svg'],
  ['grocker completion ba', 'grocker completion bash'],
  ['grocker lint my', 'grocker lint my app/'],
];

/** Shells at a terminal of their own, into which is typed what a person would type. */
const starts: Readonly<Record<string, readonly [start: string, settings: string]>> = {
  bash: ['bash --norc --noprofile -i', 'bind "set enable-bracketed-paste off"; source ./bash'],
  zsh: ['zsh -f -i', 'autoload -Uz compinit; compinit -u -D; source ./zsh'],
};

describe.each(Object.entries(starts))('%s', (shell, [start, settings]) => {
  test.skipIf(!isThere(shell) || !isThere('script')).each(typed)(
    '%s',
    async (line, completed) => {
      // A function in place of the command prints what it is called with.
      const shown = String.raw`grocker() { printf '<%s>\n' "grocker $*"; }`;
      const keys = `${settings}; ${shown}\n${line}\t\nexit\n`;
      const { stdout } = await command('script', ['-qefc', start, '/dev/null'], {
        directory,
        environment: { TERM: 'dumb', HISTFILE: '/dev/null' },
        input: keys,
      });
      // zsh takes the slash behind a directory back.
      expect(stdout).toMatch(
        new RegExp(`^<${completed.replaceAll(/[.\\/]/g, '\\$&').replace(/\/$/, '/?')} *>\r?$`, 'm'),
      );
    },
    60_000,
  );
});

describe('names of files', () => {
  test.skipIf(!isThere('bash'))(
    'are offered by bash as they are, and nothing of them runs',
    async () => {
      const ask = [
        'source ./bash',
        'compopt() { :; }',
        'COMP_WORDS=(grocker lint hostile) COMP_CWORD=2',
        '_grocker',
        `printf '%s\\n' "\${COMPREPLY[@]}"`,
      ].join('\n');
      const { stdout } = await command('bash', ['--norc', '-c', ask], { directory });
      expect(stdout.trimEnd().split('\n').sort()).toEqual([
        'hostile-$(touch ran)',
        'hostile-*',
        'hostile-`touch ran`',
      ]);
      expect(existsSync(join(directory, 'ran'))).toBe(false);
    },
  );
});

describe('fish', () => {
  test.skipIf(!isThere('fish')).each(typed)('%s', async (line, completed) => {
    const ask = `source ./fish; complete -C ${JSON.stringify(line)}`;
    const { stdout } = await command('fish', ['--no-config', '-c', ask], { directory });
    const last = completed.replace(/^grocker (?:lint )?/, '').split(' ');
    const word = line.includes('lint') ? 'my app/' : (last.at(-1) ?? '');
    const offered = stdout
      .split('\n')
      .map((each) => each.replace(/\t.*/, '').replaceAll('\\ ', ' '));
    expect(offered).toContain(word);
  });
});
