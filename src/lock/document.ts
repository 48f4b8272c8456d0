import type { Help } from '../diagnostics/help.ts';
import { parse, TomlError } from 'smol-toml';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import { syntaxRemedy } from '../diagnostics/syntax-remedy.ts';
import type { Span } from '../diagnostics/span.ts';
import { lockBounds } from './bounds.ts';
import { jsonRanges } from './json-ranges.ts';
import type { LockCode } from './lock-error.ts';
import { lockError } from './lock-error.ts';
import { pathBeyond } from '../toml/path-beyond.ts';
import { controlCharacterIn } from '../toml/control-characters.ts';
import { parseSimpleToml } from '../toml/simple-toml.ts';
import type { KeyPath, Ranges } from '../toml/toml-ranges.ts';
import { nearestRange, tomlRanges } from '../toml/toml-ranges.ts';

const UNREADABLE = 'Correct this line, or create the file again with the tool that writes it.';

/** A parsed file with the places of its values, which are found when the first one is needed. */
export class Document {
  readonly source: SourceText;
  readonly root: unknown;
  readonly #findRanges: (text: string) => Ranges;
  #ranges: Ranges | undefined;

  constructor(source: SourceText, root: unknown, findRanges: (text: string) => Ranges) {
    this.source = source;
    this.root = root;
    this.#findRanges = findRanges;
  }

  /** The place of the value at the path, or of the nearest one around it. */
  span(path: KeyPath): Span {
    this.#ranges ??= this.#findRanges(this.source.text);
    const { start, end } = nearestRange(this.#ranges, path) ?? { start: 0, end: 0 };
    return this.source.span(start, end);
  }

  error(code: LockCode, path: KeyPath, message: string, help?: Help): DiagnosticError {
    return lockError(code, message, { span: this.span(path), help });
  }
}

/** Throws where a file is longer than the bound, before anything reads it. */
export function checkLength(source: SourceText): void {
  if (source.text.length <= lockBounds.fileLength) return;
  const limit = `${lockBounds.fileLength / (1024 * 1024)} MiB`;
  throw lockError('lock-too-large', `\`${source.name}\` is larger than ${limit}`, {
    span: source.span(0, 0),
  });
}

/**
 * A TOML file. `integers`: as bigints, to distinguish floats from integers, for what is hashed;
 * as numbers where they fit, for what is read.
 */
export function tomlDocument(
  source: SourceText,
  integers: 'bigint' | 'number' = 'number',
): Document {
  checkLength(source);
  const { nesting } = lockBounds;
  const simple = integers === 'number' ? parseSimpleToml(source.text, nesting) : undefined;
  if (simple !== undefined) return new Document(source, simple, tomlRanges);
  try {
    const root = parse(source.text, {
      integersAsBigInt: integers === 'bigint' ? true : 'asNeeded',
      maxDepth: nesting,
    });
    return notTooDeep(new Document(source, root, tomlRanges));
  } catch (error) {
    if (!(error instanceof Error) || error instanceof DiagnosticError) throw error;
    const at =
      error instanceof TomlError
        ? { line: error.line, column: error.column }
        : { line: 1, column: 1 };
    const message = (error.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
    throw lockError('lock-syntax', `\`${source.name}\` is not TOML: ${message}`, {
      span: { file: source.name, start: at, end: at },
      help: syntaxRemedy(source.text, UNREADABLE),
    });
  }
}

function notTooDeep(document: Document): Document {
  const { nesting } = lockBounds;
  const path = pathBeyond(document.root, nesting);
  if (path === undefined) return document;
  const message = `\`${document.source.name}\` nests tables deeper than ${nesting}`;
  throw document.error('lock-syntax', path.slice(0, 1), message);
}

/** Words of people, and tables of other tools: nothing of them is used. */
const passedOver: ReadonlySet<string> = new Set(['description', 'summary', 'tool']);

/** The same document, if no text of it has a control character: a new line in a url would be a line for uv. */
export function checkedDocument(document: Document): Document {
  const path = controlCharacterIn(document.source.text, document.root, passedOver);
  if (path === undefined) return document;
  throw document.error(
    'lock-field',
    path,
    `\`${shownPath(path)}\` of \`${document.source.name}\` has a control character`,
    'No tool writes such a lock. Create it again, and review who changed it.',
  );
}

function shownPath(path: KeyPath): string {
  return JSON.stringify(path.join('.')).slice(1, -1);
}

/** A JSON file. */
export function jsonDocument(source: SourceText): Document {
  checkLength(source);
  try {
    const root: unknown = JSON.parse(source.text);
    return notTooDeep(new Document(source, root, jsonRanges));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = Number(/at position (\d+)/.exec(error.message)?.[1] ?? 0);
    const message = error.message.replace(/ in JSON at position.*$/s, '');
    throw lockError('lock-syntax', `\`${source.name}\` is not JSON: ${message}`, {
      span: source.span(position, position),
      help: syntaxRemedy(source.text, UNREADABLE),
    });
  }
}
