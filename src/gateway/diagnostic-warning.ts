import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sourceRange } from '../diagnostics/source-range.ts';
import { languageOf, quotedText, type Sources } from './diagnostic-status.ts';
import type { WarnRequest } from './wire/messages.ts';

/**
 * A diagnostic as a warning of the build; `vertex` is the digest of a vertex that the client knows, usually the one
 * that read the file. Clients show `short` at once and the rest on demand.
 */
export function diagnosticWarning(
  diagnostic: Diagnostic,
  vertex: string,
  sources: Sources,
  url?: string,
): WarnRequest {
  const { span } = diagnostic;
  const source = span && sources.get(span.file);
  // Clients show its place only on demand.
  const place = span ? ` (${span.file}:${span.start.line})` : '';
  return {
    digest: vertex,
    level: 1,
    short: quotedText(`${diagnostic.code}: ${diagnostic.message}${place}`),
    detail: [
      ...(diagnostic.help === undefined ? [] : [diagnostic.help]),
      ...(diagnostic.related ?? []).map(
        (related) => `${related.message} (${related.span.file}:${related.span.start.line})`,
      ),
    ].map(quotedText),
    url,
    info: source && {
      filename: source.name,
      data: quotedText(source.text),
      language: languageOf(source.name),
    },
    ranges: span && source ? [sourceRange(span)] : [],
  };
}
