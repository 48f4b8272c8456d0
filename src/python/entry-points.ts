/**
 * Entry points: what a wheel's entry_points.txt and a project's tables offer to run.
 * Entry points specification ("Data model", "File format").
 */
import { ParseError } from '../diagnostics/parse-error.ts';

export interface EntryPoint {
  readonly name: string;
  /** `importable.module` */
  readonly module: string;
  /** `object.attr`; undefined if the module itself is meant. */
  readonly attribute: string | undefined;
  /** Obsolete, as written. */
  readonly extras: readonly string[];
}

/** Group, e.g. `console_scripts` → its entry points, in their order. */
export type EntryPoints = ReadonlyMap<string, readonly EntryPoint[]>;

const reference = /^([\p{L}\p{N}_.]+)\s*(?::\s*([\p{L}\p{N}_.]+)\s*)?(?:\[\s*([^\][]*)\]\s*)?$/u;

/** An object reference, `module:attribute [extra]`; throws a ParseError. */
export function parseEntryPoint(name: string, value: string): EntryPoint {
  const match = reference.exec(value.trim());
  const module = match?.[1];
  if (match === null || module === undefined) {
    throw new ParseError('expected `module:attribute`', value, 0, value.length);
  }
  const extras = (match[3] ?? '')
    .split(',')
    .map((extra) => extra.trim())
    .filter((extra) => extra !== '');
  return { name, module, attribute: match[2], extras };
}

/** The content of an entry_points.txt; throws a ParseError. */
export function parseEntryPoints(text: string): EntryPoints {
  const groups = new Map<string, EntryPoint[]>();
  let group: EntryPoint[] | undefined;
  let start = 0;
  for (const raw of text.split('\n')) {
    const end = start + raw.length;
    const line = raw.trim();
    const header = /^\[(.+)\]$/.exec(line)?.[1]?.trim();
    if (header !== undefined) {
      group = groups.get(header) ?? [];
      groups.set(header, group);
    } else if (line !== '' && !line.startsWith('#') && !line.startsWith(';')) {
      const equals = line.indexOf('=');
      if (equals < 1) throw new ParseError('expected `name = module:attribute`', text, start, end);
      if (group === undefined) throw new ParseError('expected a `[group]`', text, start, end);
      const name = line.slice(0, equals).trim();
      const value = line.slice(equals + 1).trim();
      if (!reference.test(value)) {
        throw new ParseError('expected `module:attribute` after `=`', text, start, end);
      }
      group.push(parseEntryPoint(name, value));
    }
    start = end + 1;
  }
  return groups;
}
