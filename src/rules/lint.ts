import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { errorAt } from '../diagnostics/error-at.ts';
import { sortedDiagnostics } from '../diagnostics/sorted-diagnostics.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { Located } from '../diagnostics/span.ts';
import { readDefinition } from '../spec/definition.ts';
import type { DefinitionOptions } from '../spec/definition.ts';
import type { Spec } from '../spec/spec.ts';
import type { LintFacts } from './rule.ts';
import { runRules } from './run-rules.ts';
import { withLintSettings } from './with-lint-settings.ts';

/** The facts about the surroundings of one image of the file. */
export type FactsOf = (spec: Spec) => LintFacts;

/** The mistakes of a file; where it has none, what the rules find in each of its images. */
export function lint(
  source: SourceText,
  factsOf: FactsOf,
  options: DefinitionOptions = {},
): readonly Diagnostic[] {
  const { images, written, diagnostics } = readDefinition(source, options);
  const found = [...images.values()].flatMap(({ spec, document }) => {
    if (spec === undefined || written === undefined) return [];
    const facts = factsOf(spec);
    const missing = (facts.missing ?? []).map(missingFile);
    const others = (facts.findings ?? []).filter((each) => !missing.some(isSamePlace(each)));
    return [...missing, ...others, ...runRules({ spec, image: document, written, facts })];
  });
  const settings = [...images.values()].find(({ spec }) => spec !== undefined)?.spec?.lint;
  return sortedDiagnostics(withLintSettings([...diagnostics, ...found], settings));
}

function isSamePlace({ code, span }: Diagnostic): (other: Diagnostic) => boolean {
  return (other) => other.code === code && JSON.stringify(other.span) === JSON.stringify(span);
}

function missingFile({ value, span }: Located<string>): Diagnostic {
  const help =
    'Write its path relative to the context, and make sure that .dockerignore does not exclude it.';
  return errorAt(span, 'file-not-found', `the context has no file ${value}`, help);
}
