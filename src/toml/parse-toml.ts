import { parse, TomlError } from 'smol-toml';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';

/** @throws DiagnosticError at the place that is not TOML. */
export function parseToml(source: SourceText): unknown {
  try {
    return parse(source.text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const start = { line: error.line, column: error.column };
    throw new DiagnosticError([
      {
        code: 'invalid-toml',
        severity: 'error',
        message: `${source.name} is not TOML: ${error.message.split('\n', 1)[0] ?? ''}`,
        span: { file: source.name, start, end: { line: start.line, column: start.column + 1 } },
      },
    ]);
  }
}
