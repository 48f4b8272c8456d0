import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { ParseError } from '../diagnostics/parse-error.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { lineOptions } from '../lock/formats/requirements/line-options.ts';
import { logicalLines } from '../lock/formats/requirements/logical-lines.ts';
import { parseRequirement } from '../python/requirement.ts';
import { hasControlCharacter } from '../toml/control-characters.ts';

/**
 * The requirements of a constraints file (PEP 508), one a line, with their hashes. Nothing else of it reaches uv: a line
 * such as `-c /run/secrets/netrc` would have it print a password, `--index-url` would send it elsewhere.
 *
 * @throws DiagnosticError with every line that is none.
 */
export function constraintLines(source: SourceText): string {
  const problems: Diagnostic[] = [];
  const lines = logicalLines(source.text).flatMap(({ text, start, end }) => {
    const read = constraintLine(text, source.span(start, end));
    if (typeof read === 'string') return [read];
    problems.push(read);
    return [];
  });
  if (problems.length > 0) throw new DiagnosticError(problems);
  return lines.map((line) => `${line}\n`).join('');
}

function constraintLine(text: string, span: Span): string | Diagnostic {
  if (hasControlCharacter(text.replaceAll('\t', ' '))) {
    return problem('the line has a control character', span);
  }
  const parts = lineOptions(text);
  if (typeof parts === 'string') return problem(parts, span);
  const { argument, editable, options } = parts;
  const other = options.find(({ name }) => name !== 'hash');
  if (editable || other !== undefined) {
    return problem(`\`--${other?.name ?? 'editable'}\` is not read in a constraints file`, span);
  }
  const hash = options.find(({ value }) => !/^(?:sha256|sha384|sha512):[0-9a-f]+$/i.test(value));
  if (hash !== undefined) return problem(`\`--hash=${hash.value}\` is no hash`, span);
  try {
    const requirement = parseRequirement(argument);
    if (requirement.text.includes('${')) {
      return problem('variables are not replaced in a constraints file', span);
    }
    return [requirement.text, ...options.map(({ value }) => `--hash=${value}`)].join(' ');
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return problem(`\`${argument}\` is no requirement: ${error.message}`, span);
  }
}

function problem(message: string, span: Span): Diagnostic {
  return {
    code: 'constraint-syntax',
    severity: 'error',
    message,
    span,
    help: 'Write one requirement on each line, such as `NAME==VERSION`; set the index in grocker.yml, with `index`.',
  };
}
