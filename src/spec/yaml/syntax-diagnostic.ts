import type { YAMLException } from 'js-yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { errorAt } from '../../diagnostics/error-at.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import { explainSyntax } from './explain-syntax.ts';

/** What the parser found, in words that tell a person what to change, at the place to change. */
export function syntaxDiagnostic(source: SourceText, error: YAMLException): Diagnostic {
  const { text } = source;
  const offset = Math.min(error.mark?.position ?? 0, text.length);
  const explained = explainSyntax(text, offset, error.reason);
  const { code = 'yaml-syntax', start, end, message, help } = explained;
  return errorAt(source.span(start, end), code, message, help);
}
