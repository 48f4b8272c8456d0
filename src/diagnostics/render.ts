import type { Diagnostic } from './diagnostic.ts';
import { quoteLine } from './quote-line.ts';
import type { SourceText } from './source-text.ts';
import type { Span } from './span.ts';
import { visibleText } from './visible-text.ts';

/** How the parts of a rendered diagnostic look; a terminal's colours, or nothing at all. */
export interface RenderStyle {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
}

const same = (text: string) => text;

/** For files, pipes and logs. */
export const plainStyle: RenderStyle = {
  error: same,
  warning: same,
  info: same,
  strong: same,
  quiet: same,
};

/** Files that people wrote, by the name that spans use. */
export type RenderSources = ReadonlyMap<string, SourceText>;

/**
 * A diagnostic for a terminal: place and message, the quoted line with the part marked, related
 * places, the remedy.
 *
 *     grocker.yml:7:1: unknown key "dependancies" · did you mean "dependencies"? [unknown-key]
 *       7 │ dependancies:
 *         │ ^^^^^^^^^^^^
 */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  sources: RenderSources,
  style: RenderStyle = plainStyle,
): string {
  const { severity, span, code } = diagnostic;
  const message = visibleText(diagnostic.message);
  const mark = style[severity];
  const kind = severity === 'error' ? '' : mark(`${severity}: `);
  const place = span === undefined ? '' : `${style.strong(placeOf(span))}: `;
  const text = severity === 'error' ? mark(message) : message;
  const lines = [`${place}${kind}${text} ${style.quiet(`[${code}]`)}`];
  if (span !== undefined) lines.push(...quoteLine(span, sources, mark, style.quiet));
  for (const related of diagnostic.related ?? []) {
    lines.push(`  ${visibleText(related.message)} (${placeOf(related.span)})`);
    lines.push(...quoteLine(related.span, sources, style.info, style.quiet));
  }
  if (diagnostic.help !== undefined) {
    lines.push(`  ${style.quiet('help:')} ${visibleText(diagnostic.help)}`);
  }
  return lines.join('\n');
}

/** Several diagnostics, and a line with the number of errors and warnings. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: RenderSources,
  style: RenderStyle = plainStyle,
): string {
  if (diagnostics.length === 0) return '';
  const rendered = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sources, style));
  return `${[...rendered, summary(diagnostics)].join('\n\n')}\n`;
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity'], one: string, many: string) => {
    const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? one : many}`];
  };
  return [
    ...count('error', 'error', 'errors'),
    ...count('warning', 'warning', 'warnings'),
    ...count('info', 'remark', 'remarks'),
  ].join(', ');
}

function placeOf({ file, start }: Span): string {
  return `${visibleText(file)}:${start.line}:${start.column}`;
}
