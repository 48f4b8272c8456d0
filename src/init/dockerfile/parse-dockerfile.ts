/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals: `RUN`. */
  readonly name: string;
  /** The rest of the instruction, with continued lines joined and heredocs behind it. */
  readonly text: string;
  /** Its first line, from 1. */
  readonly line: number;
}

/** One FROM and what follows it. */
export interface Stage {
  readonly name?: string;
  readonly from: string;
  readonly line: number;
  readonly instructions: readonly Instruction[];
}

/** A Dockerfile as far as its grammar goes. */
export interface Dockerfile {
  /** Those of `ARG` before the first stage. */
  readonly globals: Readonly<Record<string, string>>;
  readonly stages: readonly Stage[];
}

/** Characters; a longer file is none that a person wrote. */
const LONGEST_FILE = 65_536;

/** Reads the grammar of a Dockerfile: docs.docker.com/reference/dockerfile. */
export function parseDockerfile(text: string): Dockerfile {
  if (text.length > LONGEST_FILE) return { globals: {}, stages: [] };
  const globals: Record<string, string> = {};
  const stages: (Stage & { readonly instructions: Instruction[] })[] = [];
  for (const instruction of instructionsOf(text)) {
    const last = stages.at(-1);
    if (instruction.name === 'FROM') {
      const match = /^(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?/i.exec(instruction.text);
      const [, from = '', name] = match ?? [];
      const { line } = instruction;
      const stage = { from: expanded(from, globals), line, instructions: [] };
      stages.push(name === undefined ? stage : { ...stage, name: name.toLowerCase() });
    } else if (last !== undefined) last.instructions.push(instruction);
    else if (instruction.name === 'ARG')
      Object.assign(globals, argument(instruction.text, globals));
  }
  return { globals, stages };
}

function instructionsOf(text: string): readonly Instruction[] {
  const lines = text.split(/\r?\n/);
  const mark = isBacktick(lines) ? '`' : '\\';
  const found: Instruction[] = [];
  for (let at = 0; at < lines.length; at++) {
    const first = at;
    let whole = '';
    for (; at < lines.length; at++) {
      const line = lines[at] ?? '';
      // Comments and empty lines do not end a continued instruction.
      if (/^\s*(?:#|$)/.test(line)) {
        if (whole === '') break;
        continue;
      }
      const trimmed = line.trimEnd();
      const continued = trimmed.endsWith(mark) ? trimmed.slice(0, -1).trimEnd() : undefined;
      const own = continued ?? line;
      whole += (whole === '' ? own : own.trimStart()) + (continued === undefined ? '' : ' ');
      if (continued === undefined) break;
    }
    const [, name, rest = ''] = /^\s*([A-Za-z]+)\s+(\S.*)$/s.exec(whole) ?? [];
    if (name === undefined) continue;
    let body = '';
    for (const [, end = ''] of rest.matchAll(/<<-?\s*["']?([A-Za-z_]\w*)["']?/g)) {
      for (at += 1; at < lines.length && (lines[at] ?? '').trim() !== end; at++) {
        body += `\n${lines[at] ?? ''}`;
      }
    }
    found.push({ name: name.toUpperCase(), text: rest.trim() + body, line: first + 1 });
  }
  return found;
}

/** Whether the directive `escape` makes a backtick continue lines. Directives are the first lines. */
function isBacktick(lines: readonly string[]): boolean {
  const end = lines.findIndex((line) => !/^#\s*\w+\s*=/.test(line));
  return lines
    .slice(0, end === -1 ? lines.length : end)
    .some((line) => /^#\s*escape\s*=\s*`\s*$/i.test(line));
}

/** `NAME=value NAME="a value"`, or `NAME value`. */
export function assignments(
  text: string,
  known: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const old = /^([A-Za-z_]\w*)\s+(\S.*)$/s.exec(text);
  if (old?.[1] !== undefined) return { [old[1]]: expanded(unquoted(old[2] ?? ''), known) };
  const found: Record<string, string> = {};
  const pairs = text.matchAll(/([A-Za-z_]\w*)=((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])*)/gs);
  for (const [, name = '', value = ''] of pairs) found[name] = expanded(unquoted(value), known);
  return found;
}

/** ARG: a name with or without a default. */
export function argument(
  text: string,
  known: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return text.includes('=') ? assignments(text, known) : {};
}

function unquoted(text: string): string {
  return text.replaceAll(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs,
    (_, double?: string, single?: string, escaped?: string) =>
      double?.replaceAll(/\\(["\\])/g, '$1') ?? single ?? escaped ?? '',
  );
}

/** Characters of all values in one text; a variable that has itself twice is twice as long with each instruction. */
const LONGEST = 65_536;

/** `$NAME`, `${NAME}`, `${NAME:-default}`; what is not known, or too long, is empty. */
export function expanded(text: string, known: Readonly<Record<string, string>>): string {
  let length = 0;
  return text.replaceAll(
    /\$(?:\{(\w+)(?::?([-+])([^}]*))?\}|(\w+))/g,
    (_, braced?: string, operator?: string, other?: string, plain?: string) => {
      const value = valueOf(braced, operator, other, plain);
      length += value.length;
      return length > LONGEST ? '' : value;
    },
  );

  function valueOf(braced?: string, operator?: string, other?: string, plain?: string): string {
    const name = braced ?? plain ?? '';
    const value = Object.hasOwn(known, name) ? known[name] : undefined;
    const isSet = value !== undefined && value !== '';
    if (operator === '-') return isSet ? value : (other ?? '');
    if (operator === '+') return isSet ? (other ?? '') : '';
    return value ?? '';
  }
}
