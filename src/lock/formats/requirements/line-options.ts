/** One option of a requirements line: `--hash=sha256:…` is `hash` and `sha256:…`. */
export interface LineOption {
  readonly name: OptionName;
  readonly value: string;
}

/** Options that are allowed in a requirements file (pip, "Requirements File Format", "Supported options"). */
const optionNames = {
  '-i': 'index-url',
  '--index-url': 'index-url',
  '--pypi-url': 'index-url',
  '--extra-index-url': 'extra-index-url',
  '--no-index': 'no-index',
  '-c': 'constraint',
  '--constraint': 'constraint',
  '-r': 'requirement',
  '--requirement': 'requirement',
  '-e': 'editable',
  '--editable': 'editable',
  '-f': 'find-links',
  '--find-links': 'find-links',
  '--no-binary': 'no-binary',
  '--only-binary': 'only-binary',
  '--prefer-binary': 'prefer-binary',
  '--require-hashes': 'require-hashes',
  '--pre': 'pre',
  '--trusted-host': 'trusted-host',
  '--use-feature': 'use-feature',
  '--global-option': 'global-option',
  '--hash': 'hash',
  '-C': 'config-settings',
  '--config-setting': 'config-settings',
  '--config-settings': 'config-settings',
} as const;

export type OptionName = (typeof optionNames)[keyof typeof optionNames];

const flags: ReadonlySet<OptionName> = new Set<OptionName>([
  'no-index',
  'prefer-binary',
  'require-hashes',
  'pre',
]);

const known: ReadonlyMap<string, OptionName> = new Map(Object.entries(optionNames));

/** A line taken apart. */
export interface LineParts {
  /** The requirement, empty if there is none. */
  readonly argument: string;
  /** It was given with `-e`. */
  readonly editable: boolean;
  readonly options: readonly LineOption[];
}

/** The requirement before the first option, or after `-e`, and the options; a string: what is wrong. */
export function lineOptions(line: string): LineParts | string {
  // A marker may follow, which is not a word of a shell.
  const editable = /^(?:--editable(?:=|\s+)|-e\s*)(.+)$/s.exec(line)?.[1];
  if (editable === undefined) return splitOptions(line);
  const parts = splitOptions(editable);
  if (typeof parts === 'string') return parts;
  const quoted = /^(["'])(.*)\1$/s.exec(parts.argument)?.[2];
  return { ...parts, argument: quoted ?? parts.argument, editable: true };
}

function splitOptions(line: string): LineParts | string {
  const begin = /(?:^|\s)-/.exec(line);
  if (begin === null) return { argument: line.trim(), editable: false, options: [] };
  const argument = line.slice(0, begin.index).trim();
  const words = shellWords(line.slice(begin.index));
  if (words === undefined) return 'a quote is never closed';
  const options: LineOption[] = [];
  const rest = words[Symbol.iterator]();
  for (const word of rest) {
    const written = /^(--[^=]+)(?:=(.*))?$/s.exec(word) ?? /^(-[A-Za-z])(.+)?$/s.exec(word);
    const name = known.get(written?.[1] ?? '');
    if (name === undefined) return `\`${word}\` is not an option of a requirements file`;
    if (flags.has(name)) {
      options.push({ name, value: '' });
      continue;
    }
    const attached = written?.[2];
    const next = attached ?? rest.next().value;
    if (next === undefined) return `\`${word}\` needs a value`;
    options.push({ name, value: next.trim() });
  }
  return { argument, editable: false, options };
}

/** Words as a POSIX shell splits them, nothing expanded; undefined: a quote is never closed. */
function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    if (quote !== '') {
      if (unit === quote) quote = '';
      else if (unit === '\\' && quote === '"' && '"\\'.includes(text.charAt(at + 1))) {
        at += 1;
        word = (word ?? '') + text.charAt(at);
      } else word = (word ?? '') + unit;
    } else if (unit === '"' || unit === "'") {
      quote = unit;
      word ??= '';
    } else if (unit === '\\') {
      at += 1;
      word = (word ?? '') + text.charAt(at);
    } else if (/\s/.test(unit)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + unit;
    }
  }
  if (quote !== '') return undefined;
  if (word !== undefined) words.push(word);
  return words;
}
