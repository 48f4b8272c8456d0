import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { errorAt } from '../diagnostics/error-at.ts';
import { sortedDiagnostics } from '../diagnostics/sorted-diagnostics.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { Located } from '../diagnostics/span.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import type { ParseOptions } from '../spec/parse-spec.ts';
import type { Spec } from '../spec/spec.ts';
import type { LintFacts } from './rule.ts';
import { runRules } from './run-rules.ts';

/** What is known of the world around one image of the file. */
export type FactsOf = (spec: Spec) => LintFacts;

/** The mistakes of a file; where it has none, what the rules find in each of its images. */
export function lint(
  source: SourceText,
  factsOf: FactsOf,
  options: Omit<ParseOptions, 'target'> = {},
): readonly Diagnostic[] {
  const whole = parseSpec(source, options);
  if (whole.spec === undefined) return whole.diagnostics;
  const targets = [undefined, ...whole.spec.services];
  const found = targets.flatMap((target) => {
    const { spec, document, written } =
      target === undefined ? whole : parseSpec(source, { ...options, target });
    if (spec === undefined || document === undefined || written === undefined) return [];
    const facts = factsOf(spec);
    const missing = (facts.missing ?? []).map(missingFile);
    return [...missing, ...runRules({ spec, image: document, written, facts })];
  });
  return sortedDiagnostics([...whole.diagnostics, ...found]);
}

function missingFile({ value, span }: Located<string>): Diagnostic {
  const help =
    'Write its path relative to the context, and see that .dockerignore does not exclude it.';
  return errorAt(span, 'file-not-found', `the context has no file ${value}`, help);
}
