import { catalogue } from '../../spec/catalogue.ts';
import { targets } from '../../spec/targets.ts';
import { aliasesOf, type CommandArgument } from '../command-arguments.ts';
import { shapeOf, type Command } from '../command.ts';

/** The completion of a word: paths, one of several words, or nothing. */
export type Completed = 'paths' | 'nothing' | readonly string[];

export interface CompletedFlag {
  /** `--target`, `-t` */
  readonly spellings: readonly string[];
  readonly description: string;
  /** Absent for a flag without a value. */
  readonly value?: Completed;
}

/** A command as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly CompletedFlag[];
  readonly words: Completed;
}

export function completedCommand(command: Command): CompletedCommand {
  const { name, description, entries } = shapeOf(command);
  const positionals = entries.filter(([, { type }]) => type === 'positional');
  return {
    name,
    description,
    flags: [
      ...entries.flatMap(([flag, argument]) => completedFlag(flag, argument)),
      { spellings: ['--help', '-h'], description: 'tell more' },
    ],
    words: positionals.flatMap(([word, argument]) => values(word, argument))[0] ?? 'nothing',
  };
}

function completedFlag(name: string, argument: CommandArgument): readonly CompletedFlag[] {
  if (argument.type === 'positional') return [];
  const { description = '' } = argument;
  const short = aliasesOf(argument).filter(({ length }) => length === 1);
  if (argument.type === 'boolean' && argument.default === true) {
    return [{ spellings: [`--no-${name}`], description: argument.negativeDescription ?? '' }];
  }
  const spellings = [`--${name}`, ...short.map((letter) => `-${letter}`)];
  if (argument.type === 'boolean') return [{ spellings, description }];
  const [value = 'nothing'] = values(name, argument);
  return [{ spellings, description, value }];
}

/** Words that are known beforehand, by the argument that they are for. */
const known: Readonly<Record<string, readonly string[]>> = {
  platform: ['linux/amd64', 'linux/arm64'],
  progress: ['auto', 'plain', 'tty', 'quiet', 'rawjson'],
  runtime: [...catalogue.keys()],
  target: targets.flatMap(({ name, hidden }) => (hidden ? [] : [name])),
};

function values(name: string, argument: CommandArgument): readonly [] | readonly [Completed] {
  if (argument.type === 'enum') return [argument.options ?? []];
  const words = argument.words ?? known[name];
  if (words !== undefined) return [words];
  const { valueHint = name.toUpperCase() } = argument;
  const isPath = /FILE|DIR|PATH|PLAN|RELEASE/.test(valueHint) && !valueHint.includes('=');
  return isPath ? ['paths'] : [];
}
