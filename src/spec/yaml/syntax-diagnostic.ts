import type { YAMLException } from 'js-yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import { yamlLimits } from './limits.ts';

/** What the parser found, in words that tell a person what to change. */
export function syntaxDiagnostic(source: SourceText, error: YAMLException): Diagnostic {
  const offset = Math.min(error.mark?.position ?? 0, source.text.length);
  const at = (code: string, message: string, start: number, end: number, help?: string) => ({
    code,
    severity: 'error' as const,
    message,
    span: source.span(start, end),
    ...(help === undefined ? {} : { help }),
  });
  const { reason } = error;
  if (reason.includes('maxDepth')) {
    return at(
      'yaml-too-deep',
      `collections are nested more than ${yamlLimits.depth} deep`,
      offset,
      offset,
    );
  }
  const tab = tabOfIndentation(source, offset);
  if (tab !== undefined && /tab|indentation|mapping entry|':'/.test(reason)) {
    return at('yaml-tab', 'a tab indents this line', tab.start, tab.end, 'Indent with spaces.');
  }
  if (/non-printable|null byte/.test(reason)) {
    const code = source.text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
    return at(
      'yaml-control-character',
      `the file holds the control character U+${code}`,
      offset,
      offset + 1,
      'Remove it, or write it as an escape in double quotes.',
    );
  }
  const open = unclosed(source, reason);
  if (open !== undefined) {
    return at('yaml-syntax', `this ${open.what} is never closed`, open.start, open.start + 1);
  }
  return at('yaml-syntax', `not YAML: ${reason}`, ...extent(source, offset));
}

function extent(source: SourceText, offset: number): [number, number] {
  const { line } = source.position(offset);
  if (offset >= source.text.length || source.position(offset).column > source.line(line).length) {
    return [offset, offset];
  }
  return [offset, offset + 1];
}

/** The tabs that indent the line of an offset. */
function tabOfIndentation(
  source: SourceText,
  offset: number,
): { readonly start: number; readonly end: number } | undefined {
  const { line, column } = source.position(offset);
  const indentation = /^[ ]*(\t[ \t]*)/.exec(source.line(line));
  if (indentation?.[1] === undefined) return undefined;
  const start = offset - (column - 1) + indentation[0].length - indentation[1].length;
  return { start, end: start + indentation[1].length };
}

/** Where the bracket or quote that the end of the file left open stands. */
function unclosed(
  source: SourceText,
  reason: string,
): { readonly what: string; readonly start: number } | undefined {
  if (!/unexpected end of the (stream|document)/.test(reason)) return undefined;
  const open: { what: string; start: number }[] = [];
  const tokens = /"(?:[^"\\]|\\[^])*("|$)|'(?:[^']|'')*('|$)|(?:^|\s)#.*|[^\s[\]{},"'#]+|[[\]{}]/gm;
  for (const token of source.text.matchAll(tokens)) {
    const [text] = token;
    if (text.startsWith('"') || text.startsWith("'")) {
      if ((token[1] ?? token[2] ?? '') === '') return { what: 'quote', start: token.index };
    } else if (text === '[' || text === '{') {
      open.push({ what: text === '[' ? 'list' : 'mapping', start: token.index });
    } else if (text === ']' || text === '}') {
      open.pop();
    }
  }
  return open.at(-1);
}
