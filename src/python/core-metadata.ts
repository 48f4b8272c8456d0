/**
 * Core metadata: the headers of METADATA and PKG-INFO.
 * Core metadata specification 2.5 (PEP 241, 314, 345, 566, 643, 685, 753).
 */
import { normalizeName } from './name.ts';
import type { NormalizedName } from './name.ts';
import { parseRequirement } from './requirement.ts';
import type { Requirement } from './requirement.ts';
import { ParseError } from '../diagnostics/parse-error.ts';
import { parseSpecifiers } from './specifier.ts';
import type { Specifier } from './specifier.ts';

export interface CoreMetadata {
  readonly metadataVersion: string;
  readonly name: NormalizedName;
  /** As written. */
  readonly displayName: string;
  readonly version: string;
  readonly summary: string | undefined;
  readonly requiresPython: readonly Specifier[];
  readonly requiresDist: readonly Requirement[];
  readonly providesExtra: readonly NormalizedName[];
  /** Lower case. */
  readonly dynamic: readonly string[];
  readonly classifiers: readonly string[];
}

interface Header {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  /** Offset of the line. */
  readonly start: number;
  readonly end: number;
}

/** The headers before the first empty line, continuation lines joined. */
function readHeaders(text: string): readonly Header[] {
  const headers: Header[] = [];
  let start = 0;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\r$/, '');
    if (line === '') break;
    const end = start + line.length;
    const last = headers.at(-1);
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line) && last !== undefined) {
      headers[headers.length - 1] = { ...last, value: `${last.value}\n${line.trim()}`, end };
    } else if (colon > 0) {
      const name = line.slice(0, colon).trim().toLowerCase();
      headers.push({ name, value: line.slice(colon + 1).trim(), start, end });
    } else {
      throw new ParseError('expected `Field: value`', text, start, end);
    }
    start += raw.length + 1;
  }
  return headers;
}

/** The fields that resolving and installing need; throws a ParseError. */
export function parseCoreMetadata(text: string): CoreMetadata {
  const headers = readHeaders(text);
  const all = (field: string) => headers.filter((header) => header.name === field);
  const values = (field: string) => all(field).map((header) => header.value);
  const required = (field: string): string => {
    const [value] = values(field.toLowerCase());
    if (value === undefined) throw new ParseError(`the field ${field} is missing`, text, 0);
    return value;
  };
  const parsed = <Result>(header: Header, parse: (value: string) => Result): Result => {
    try {
      return parse(header.value);
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      throw new ParseError(error.message, text, header.start, header.end);
    }
  };
  const displayName = required('Name');
  const requiresPython = all('requires-python')[0];
  return {
    metadataVersion: required('Metadata-Version'),
    name: normalizeName(displayName),
    displayName,
    version: required('Version'),
    summary: values('summary')[0],
    requiresPython: requiresPython === undefined ? [] : parsed(requiresPython, parseSpecifiers),
    requiresDist: all('requires-dist').map((header) => parsed(header, parseRequirement)),
    providesExtra: values('provides-extra').map(normalizeName),
    dynamic: values('dynamic').map((field) => field.toLowerCase()),
    classifiers: values('classifier'),
  };
}
