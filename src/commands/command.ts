import type { SubCommandsDef } from 'citty';

/** A command, whatever its arguments are. */
export type Command = Exclude<Awaited<SubCommandsDef[string]>, () => unknown>;

/** Loads a command only when it is asked for. */
export type CommandLoader = () => Promise<Command>;

export type CommandTable = Readonly<Record<string, CommandLoader>>;
