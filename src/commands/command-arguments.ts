import { parseArgs } from 'node:util';
import type { ArgDef, ArgsDef } from 'citty';
import { didYouMean } from '../diagnostics/suggestion.ts';
import { UsageError } from './usage-error.ts';

/** An argument that may be given several times; `repeated` reads it. */
export type CommandArgument = ArgDef & {
  readonly repeatable?: boolean;
  /** The words that it takes, where these are not the options of an enumeration. */
  readonly words?: readonly string[];
};

/**
 * Mistakes that citty accepts silently: flags that do not exist, flags without their value or given
 * twice, and words too many.
 *
 * @throws UsageError with the first of them.
 */
export function checkArguments(rawArgs: readonly string[], args: ArgsDef): void {
  const seen = new Set<string>();
  const positionals = Object.values(args).filter(({ type }) => type === 'positional');
  let words = 0;
  for (const token of tokens(rawArgs, args)) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      words += 1;
      if (words > positionals.length) throw new UsageError(`unexpected "${token.value}"`);
      continue;
    }
    const name = argumentName(token.name, args);
    const argument: CommandArgument | undefined = name === undefined ? undefined : args[name];
    if (name === undefined || argument === undefined) {
      const suggestion = didYouMean(token.rawName, flags(args));
      throw new UsageError(`unknown flag "${token.rawName}"${suggestion}`);
    }
    if (argument.type === 'boolean') {
      if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value`);
    } else {
      if (token.value === undefined) throw new UsageError(`${token.rawName} needs a value`);
      if (seen.has(name) && argument.repeatable !== true) {
        throw new UsageError(`${token.rawName} is given twice`);
      }
    }
    seen.add(name);
  }
}

/** Every value of an argument that may be given several times, in order. */
export function repeated(
  rawArgs: readonly string[],
  args: ArgsDef,
  name: string,
): readonly string[] {
  return tokens(rawArgs, args).flatMap((token) =>
    token.kind === 'option' && argumentName(token.name, args) === name && token.value !== undefined
      ? [token.value]
      : [],
  );
}

function tokens(rawArgs: readonly string[], args: ArgsDef) {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string }> = {};
  for (const [name, argument] of Object.entries(args)) {
    if (argument.type === 'positional') continue;
    const short = aliasesOf(argument).find((alias) => alias.length === 1);
    const type = argument.type === 'boolean' ? 'boolean' : 'string';
    options[name] = { type, ...(short === undefined ? {} : { short }) };
    for (const alias of aliasesOf(argument)) if (alias.length > 1) options[alias] = { type };
    if (type === 'boolean') options[`no-${name}`] = { type };
  }
  return parseArgs({
    args: [...rawArgs],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  }).tokens;
}

function argumentName(flag: string, args: ArgsDef): string | undefined {
  if (args[flag] !== undefined) return flag;
  const [known] = Object.entries(args).find(([, each]) => aliasesOf(each).includes(flag)) ?? [];
  if (known !== undefined) return known;
  const positive = flag.replace(/^no-/, '');
  return args[positive]?.type === 'boolean' ? positive : undefined;
}

/** Every spelling that is a flag. */
function flags(args: ArgsDef): readonly string[] {
  return Object.entries(args).flatMap(([name, argument]) => {
    if (argument.type === 'positional') return [];
    return argument.type === 'boolean' ? [`--${name}`, `--no-${name}`] : [`--${name}`];
  });
}

/** Its other spellings, without dashes. */
export function aliasesOf(argument: ArgDef): readonly string[] {
  const alias = 'alias' in argument ? argument.alias : undefined;
  if (alias === undefined) return [];
  return typeof alias === 'string' ? [alias] : alias;
}
