import { runCommand } from 'citty';
import grocker from '../../package.json' with { type: 'json' };
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../diagnostics/render.ts';
import { didYouMean } from '../diagnostics/suggestion.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { checkArguments } from './command-arguments.ts';
import { commandSummaries } from './command-summaries.ts';
import { commands } from './command-table.ts';
import { shapeOf, type Command, type CommandLoader } from './command.ts';
import { DockerFailure, NoDockerError } from './docker-errors.ts';
import { exitCode } from './exit-code.ts';
import { commandHelpText, overview } from './help.ts';
import { Interruption } from './interruption.ts';
import { print, tell } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Runs one command line; the exit status. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  try {
    return await dispatch(words);
  } catch (error) {
    return await told(error, words[0]);
  }
}

async function dispatch([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined) {
    tell(overview(commandSummaries));
    return exitCode.usage;
  }
  if (name === '--version' || name === '-V') {
    print(`grocker ${grocker.version}\n`);
    return exitCode.done;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const [about] = rest;
    print(about === undefined ? overview(commandSummaries) : commandHelpText(await load(about)));
    return exitCode.done;
  }
  const command = await load(name);
  if (rest.some((word) => word === '--help' || word === '-h')) {
    print(commandHelpText(command));
    return exitCode.done;
  }
  checkArguments(rest, shapeOf(command).args);
  const { result } = await runCommand(command, { rawArgs: [...rest] });
  return typeof result === 'number' ? result : exitCode.done;
}

async function load(name: string): Promise<Command> {
  const loaders: Readonly<Record<string, CommandLoader>> = commands;
  const loader = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (loader !== undefined) return loader();
  const known = Object.keys(commands);
  const kind = name.startsWith('-') ? 'flag' : 'command';
  throw new UsageError(`unknown ${kind} "${name}"${didYouMean(name, known)}`);
}

async function told(error: unknown, command: string | undefined): Promise<number> {
  if (error instanceof Interruption) return error.status;
  if (error instanceof DiagnosticError) {
    // Modules that only a mistake needs are loaded now.
    const { quotedSources } = await import('./quoted-sources.ts');
    tell(renderDiagnostics(error.diagnostics, await quotedSources(error.diagnostics)));
    return exitCode.failed;
  }
  if (error instanceof NoDockerError) {
    tell(`grocker: ${visibleText(error.message)}\n`);
    return exitCode.noDocker;
  }
  if (!(error instanceof Error)) throw error;
  if (error instanceof DockerFailure) {
    tell(`grocker: ${visibleText(error.message)}\n`);
    return exitCode.failed;
  }
  // citty's own complaints: a missing word, a value that is none of an enumeration.
  if (error instanceof UsageError || error.name === 'CLIError') {
    const about = command !== undefined && Object.hasOwn(commands, command) ? ` ${command}` : '';
    tell(`grocker: ${visibleText(error.message)}\nSee \`grocker${about} --help\`.\n`);
    return exitCode.usage;
  }
  if ('code' in error && 'syscall' in error) {
    tell(`grocker: ${visibleText(error.message)}\n`);
    return exitCode.failed;
  }
  // A mistake of ours: the words of one may quote what it read.
  tell(`grocker: internal error: ${visibleText(error.stack ?? error.message)}\n`);
  return exitCode.failed;
}
