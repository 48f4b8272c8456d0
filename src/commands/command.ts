import type { ArgsDef, CommandMeta, SubCommandsDef } from 'citty';
import type { CommandArgument } from './command-arguments.ts';

/** A command with any arguments. */
export type Command = Exclude<Awaited<SubCommandsDef[string]>, () => unknown>;

/** Loads a command only when it is asked for. */
export type CommandLoader = () => Promise<Command>;

export type CommandTable = Readonly<Record<string, CommandLoader>>;

/** The name, the description and the arguments of a command. citty allows promises of them too; ours are none. */
export function shapeOf(command: Command): {
  readonly name: string;
  readonly description: string;
  readonly args: ArgsDef;
  readonly entries: readonly (readonly [name: string, argument: CommandArgument])[];
} {
  const { name = '', description = '' } = (command.meta ?? {}) as CommandMeta;
  const args = (command.args ?? {}) as ArgsDef;
  return { name, description, args, entries: Object.entries(args) };
}
