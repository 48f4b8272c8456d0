import { aliasesOf, type CommandArgument } from './command-arguments.ts';
import { shapeOf, type Command } from './command.ts';
import { exitCodeMeanings } from './exit-code.ts';

/** One line of help: what is typed, and what it means. */
export interface HelpRow {
  readonly term: string;
  readonly meaning: string;
}

/** A command as help and documentation show it. */
export interface CommandHelp {
  readonly usage: string;
  readonly description: string;
  readonly positionals: readonly HelpRow[];
  readonly flags: readonly HelpRow[];
}

/** The help of one command, as data. */
export function commandHelp(command: Command): CommandHelp {
  const { name: commandName, description, entries } = shapeOf(command);
  const positionals = entries.filter(([, { type }]) => type === 'positional');
  const flags = entries.filter(([, { type }]) => type !== 'positional');
  const words = positionals.map(([name, argument]) => {
    const word = argument.valueHint ?? name.toUpperCase();
    return argument.required === false ? `[${word}]` : word;
  });
  return {
    usage: ['grocker', commandName, ...(flags.length > 0 ? ['[FLAGS]'] : []), ...words].join(' '),
    description,
    positionals: positionals.map(([name, argument]) => ({
      term: argument.valueHint ?? name.toUpperCase(),
      meaning: meaning(argument),
    })),
    flags: flags.flatMap(([name, argument]) => flagRows(name, argument)),
  };
}

/** The help of one command, as text. */
export function commandHelpText(command: Command): string {
  const { usage, description, positionals, flags } = commandHelp(command);
  const rows = positionals.length === 0 ? [] : ['', ...table(positionals)];
  const options = flags.length === 0 ? [] : ['', 'Flags:', ...table(flags)];
  return [`${description}.`, '', `  ${usage}`, ...rows, ...options, ''].join('\n');
}

/** The help of `grocker` itself. */
export function overview(summaries: Readonly<Record<string, string>>): string {
  const rows = Object.entries(summaries).map(([term, meaning]) => ({ term, meaning }));
  const statuses = exitCodeMeanings.map(([code, text]) => ({ term: String(code), meaning: text }));
  return [
    'Container images of Python applications.',
    '',
    '  grocker COMMAND [FLAGS] …',
    '',
    ...table(rows),
    '',
    'Exit status:',
    ...table(statuses),
    '',
    '`grocker COMMAND --help` explains a command; `grocker --version` prints the version.',
    '',
  ].join('\n');
}

function flagRows(name: string, argument: CommandArgument): readonly HelpRow[] {
  const short = aliasesOf(argument)
    .filter(({ length }) => length === 1)
    .map((letter) => `-${letter}, `);
  if (argument.type !== 'boolean') {
    const values = argument.type === 'enum' ? argument.options?.join('|') : argument.valueHint;
    return [
      { term: `${short.join('')}--${name} ${values ?? 'VALUE'}`, meaning: meaning(argument) },
    ];
  }
  if (argument.default !== true)
    return [{ term: `${short.join('')}--${name}`, meaning: meaning(argument) }];
  // A flag that is on by itself is there to be turned off.
  return [{ term: `--no-${name}`, meaning: argument.negativeDescription ?? '' }];
}

function meaning(argument: CommandArgument): string {
  const { description = '', default: preset, repeatable } = argument;
  const isTold = typeof preset === 'string' ? ` (default: ${preset})` : '';
  return `${description}${repeatable === true ? '; may be repeated' : ''}${isTold}`;
}

function table(rows: readonly HelpRow[]): readonly string[] {
  const width = Math.min(30, Math.max(...rows.map(({ term }) => term.length)));
  return rows.map(({ term, meaning: text }) =>
    term.length > width
      ? `  ${term}\n  ${' '.repeat(width)}  ${text}`
      : `  ${term.padEnd(width)}  ${text}`,
  );
}
