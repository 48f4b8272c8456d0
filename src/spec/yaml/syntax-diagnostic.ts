import type { YAMLException } from 'js-yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { errorAt } from '../../diagnostics/error-at.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import { explainSyntax } from './explain-syntax.ts';

/** A mistake of syntax, in words that tell a person what to change, at the place to change. */
export interface SyntaxMistake {
  readonly diagnostic: Diagnostic;
  /** The rest of the file is not read: each of its lines would be the same mistake again. */
  readonly isLast: boolean;
}

export function syntaxMistake(source: SourceText, error: YAMLException): SyntaxMistake {
  const { text } = source;
  const offset = Math.min(error.mark?.position ?? 0, text.length);
  const explained = explainSyntax(text, offset, error.reason);
  const { code = 'yaml-syntax', start, end, message, help, isLast = false } = explained;
  return { diagnostic: errorAt(source.span(start, end), code, message, help), isLast };
}
