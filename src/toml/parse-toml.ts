import { parse, TomlError } from 'smol-toml';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import { syntaxRemedy } from '../diagnostics/syntax-remedy.ts';
import { pathBeyond } from './path-beyond.ts';
import { tomlSpan } from './toml-ranges.ts';

/** Tables and arrays, one inside the other. */
const deepest = 64;

/** @throws DiagnosticError at the place that is not TOML. */
export function parseToml(source: SourceText): unknown {
  try {
    const root = parse(source.text, { maxDepth: deepest });
    const path = pathBeyond(root, deepest);
    if (path === undefined) return root;
    throw new DiagnosticError([
      {
        code: 'invalid-toml',
        severity: 'error',
        message: `${source.name} nests tables deeper than ${deepest}`,
        span: tomlSpan(source, path.slice(0, 1)) ?? source.span(0, 0),
      },
    ]);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const start = { line: error.line, column: error.column };
    throw new DiagnosticError([
      {
        code: 'invalid-toml',
        severity: 'error',
        message: `${source.name} is not TOML: ${error.message.split('\n', 1)[0] ?? ''}`,
        span: { file: source.name, start, end: { line: start.line, column: start.column + 1 } },
        help: syntaxRemedy(source.text, 'Correct this line.'),
      },
    ]);
  }
}
