import type { Diagnostic } from './diagnostic.ts';
import type { Span } from './span.ts';

/**
 * In the order of the text, each once: those without a place first, then file by file, in the order in which the files
 * came up.
 */
export function sortedDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = [...new Set(diagnostics.map(({ span }) => span?.file))];
  const distinct = new Map(diagnostics.map((diagnostic) => [identity(diagnostic), diagnostic]));
  return [...distinct.values()].toSorted(
    (left, right) =>
      (left.span === undefined ? -1 : files.indexOf(left.span.file)) -
        (right.span === undefined ? -1 : files.indexOf(right.span.file)) ||
      order(left.span, right.span),
  );
}

function order(left: Span | undefined, right: Span | undefined): number {
  if (left === undefined || right === undefined) return 0;
  return left.start.line - right.start.line || left.start.column - right.start.column;
}

function identity({ code, message, span }: Diagnostic): string {
  return JSON.stringify([code, message, span]);
}
