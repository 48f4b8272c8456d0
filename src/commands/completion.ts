import { defineCommand } from 'citty';
import type { CommandArgument } from './command-arguments.ts';
import { commandSummaries } from './command-summaries.ts';
import type { Command, CommandTable } from './command.ts';
import { bashScript } from './completion/bash.ts';
import { completedCommand } from './completion/completed-command.ts';
import { fishScript } from './completion/fish.ts';
import { zshScript } from './completion/zsh.ts';
import { didYouMean } from '../diagnostics/suggestion.ts';
import { exitCode } from './exit-code.ts';
import { print } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;
const shells = Object.keys(scripts);

const completionArguments = {
  shell: {
    type: 'positional',
    required: true,
    valueHint: 'SHELL',
    description: shells.join(', '),
    words: shells,
  },
} as const satisfies Readonly<Record<string, CommandArgument>>;

/** `grocker completion`: a script that completes all commands in a shell. */
export function completionOf(commands: CommandTable): Command {
  return defineCommand({
    meta: { name: 'completion', description: commandSummaries.completion },
    args: completionArguments,
    run: async ({ args: { shell } }) => {
      if (!isShell(shell)) {
        throw new UsageError(`there is no completion for "${shell}"${didYouMean(shell, shells)}`);
      }
      const loaded = await Promise.all(Object.values(commands).map((load) => load()));
      print(scripts[shell](loaded.map(completedCommand)));
      return exitCode.done;
    },
  }) as Command;
}

function isShell(name: string): name is keyof typeof scripts {
  return Object.hasOwn(scripts, name);
}
