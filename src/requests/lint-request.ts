import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { renderDiagnostics } from '../diagnostics/render.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { diagnosticLine, languageOf, quotedText } from '../gateway/diagnostic-status.ts';
import { sourceRange } from '../diagnostics/source-range.ts';
import type { BuildRequestKind } from './request.ts';

/** All findings for a definition (BuildKit's frontend/subrequests/lint). */
export const lintRequest: BuildRequestKind = {
  name: 'frontend.lint',
  version: '1.0.0',
  description: 'Check the definition without building',
  options: [],
  extraKeys: ['result.statuscode'],
  answer: async (subject) => {
    const [{ source }, findings] = await Promise.all([subject.definition(), subject.findings()]);
    return {
      json: lintResults(findings, source),
      text: renderDiagnostics(findings, new Map([[source.name, source]])),
      // Becomes the exit code of `docker buildx build --check`.
      extra: { 'result.statuscode': findings.some(isComplaint) ? '1' : '0' },
    };
  },
};

function isComplaint({ severity }: Diagnostic): boolean {
  return severity !== 'info';
}

/** As the type LintResults of BuildKit has it: clients show warnings one by one, and one error for all. */
function lintResults(found: readonly Diagnostic[], source: SourceText) {
  const errors = found.filter(({ severity }) => severity === 'error');
  const info = {
    filename: source.name,
    language: languageOf(source.name),
    data: quotedText(source.text).toString('base64'),
  };
  return {
    warnings: found
      .filter(({ severity }) => severity === 'warning')
      .map(({ code, message, help, span }) => ({
        ruleName: code,
        description: visibleText(message),
        detail: visibleText(help === undefined ? message : `${message}\n${help}`),
        location: location(span ? [span] : [], source),
      })),
    sources: [info],
    ...(errors.length > 0 && {
      buildError: {
        message: errors.map(diagnosticLine).join('\n'),
        // Clients look the file up without asking whether there is one.
        location: {
          ...location(
            errors.flatMap(({ span }) => (span ? [span] : [])),
            source,
          ),
          sourceIndex: 0,
        },
      },
    }),
  };
}

/** Index 0 is the definition, -1 is nowhere. */
function location(spans: readonly Span[], source: SourceText) {
  const ranges = spans.filter(({ file }) => file === source.name).map(sourceRange);
  return { sourceIndex: ranges.length > 0 ? 0 : -1, ranges };
}
