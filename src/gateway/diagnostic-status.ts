import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import { sourceRange } from '../diagnostics/source-range.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { detailUrl } from './error-details.ts';
import { StatusCode } from './status-code.ts';
import type { Any, Status } from './wire/messages.ts';

/** Files that people wrote, by the name that spans use. */
export type Sources = ReadonlyMap<string, SourceText>;

/**
 * The failure of a build as its client shows it: one line for each diagnostic, and one errdefs.Source for each span,
 * whose lines buildx quotes.
 */
export function diagnosticStatus(found: readonly Diagnostic[], sources: Sources): Status {
  const errors = found.filter(({ severity }) => severity === 'error');
  // Warnings are reported once the errors are fixed.
  const diagnostics = errors.length > 0 ? errors : found;
  return {
    // Clients write the name of every other code before the message.
    code: StatusCode.unknown,
    message: diagnostics.map(diagnosticLine).join('\n'),
    details: diagnostics.flatMap((diagnostic) =>
      [diagnostic.span, ...(diagnostic.related ?? []).map((related) => related.span)]
        .filter((span) => span !== undefined)
        .flatMap((span) => sourceDetail(span, sources)),
    ),
  };
}

/**
 * With its related places on lines of their own:
 *
 *     grocker.yml:7:3: unknown key "dependancies" · did you mean "dependencies"? [unknown-key]
 *       grocker.yml:2:1: it was given here first
 */
export function diagnosticLine({ span, message, help, code, related = [] }: Diagnostic): string {
  const remedy = help === undefined ? '' : ` · ${help}`;
  return visibleText(
    [
      `${place(span)}${message}${remedy} [${code}]`,
      ...related.map((each) => `  ${place(each.span)}${each.message}`),
    ].join('\n'),
  );
}

function place(span: Span | undefined): string {
  return span === undefined ? '' : `${span.file}:${span.start.line}:${span.start.column}: `;
}

/** Characters of a line that a client may write to a terminal: locks can be one line of megabytes. */
const LONGEST_LINE = 1000;

/** The text of a file, whose lines clients write to a terminal as they are. */
export function quotedText(text: string): Buffer {
  const lines = text.split(/\r?\n/).map((line) => {
    return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}…`;
  });
  return Buffer.from(visibleText(lines.join('\n')));
}

/** JSON as Go's encoding/json writes errdefs.Source: zero values omitted, bytes in base64. */
function sourceDetail(span: Span, sources: Sources): readonly Any[] {
  const source = sources.get(span.file);
  if (!source) return [];
  const info = {
    filename: source.name,
    data: quotedText(source.text).toString('base64'),
    language: languageOf(source.name),
  };
  return [jsonDetail('errdefs.Source', { info, ranges: [sourceRange(span)] })];
}

/** A detail of BuildKit's own: errdefs.Subrequest, errdefs.FrontendCap … */
export function jsonDetail(name: string, value: object): Any {
  return { typeUrl: detailUrl(name), value: Buffer.from(JSON.stringify(value)) };
}

/** By its name in Linguist. */
export function languageOf(name: string): string {
  if (/\.ya?ml$/i.test(name)) return 'YAML';
  if (/\.(?:toml|lock)$/i.test(name)) return 'TOML';
  return '';
}
