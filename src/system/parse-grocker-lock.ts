import { parse, TomlError } from 'smol-toml';
import type { CodeOf } from '../diagnostics/diagnostic-code.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { pathBeyond } from '../toml/path-beyond.ts';
import { tomlSpan } from '../toml/toml-ranges.ts';

/** The remedy for a lock that cannot be read. */
export const LOCK_REMEDY = 'Run `grocker lock`.';

/** The limits of a lock. */
const grockerLockBounds = {
  /** UTF-16 code units. */
  length: 16 * 1024 * 1024,
  /** Arrays and inline tables, one inside the other. */
  nesting: 8,
} as const;

/**
 * The tables of grocker.lock.
 *
 * @throws DiagnosticError if it is no TOML, or exceeds the bounds.
 */
export function parseGrockerLock(source: SourceText): unknown {
  if (source.text.length > grockerLockBounds.length) {
    const limit = `${grockerLockBounds.length / (1024 * 1024)} MiB`;
    throw lockFailure(
      'lock-too-large',
      `${source.name} is larger than ${limit}`,
      source.span(0, 0),
    );
  }
  const { nesting } = grockerLockBounds;
  try {
    const root = parse(source.text, { maxDepth: nesting });
    const path = pathBeyond(root, nesting);
    if (path === undefined) return root;
    const span = tomlSpan(source, path.slice(0, 1)) ?? source.span(0, 0);
    throw lockFailure('lock-syntax', `${source.name} nests tables deeper than ${nesting}`, span);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof DiagnosticError) throw error;
    const { line, column } = error instanceof TomlError ? error : { line: 1, column: 1 };
    const [first = ''] = error.message.split('\n');
    const words = first.replace(/^Invalid TOML document: /, '');
    throw lockFailure('lock-syntax', `${source.name} is not TOML: ${words}`, {
      file: source.name,
      start: { line, column },
      end: { line, column },
    });
  }
}

/** A lock that cannot be read at all. */
export function lockFailure(code: CodeOf<'error'>, message: string, span: Span): DiagnosticError {
  return new DiagnosticError([{ code, severity: 'error', message, span, help: LOCK_REMEDY }]);
}
