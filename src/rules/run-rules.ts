import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ruleCode } from '../diagnostics/diagnostic-code.ts';
import { sortedDiagnostics } from '../diagnostics/sorted-diagnostics.ts';
import { didYouMean } from '../diagnostics/suggestion.ts';
import type { Spec } from '../spec/spec.ts';
import { rules } from './rules.ts';
import type { RuleContext } from './rule.ts';
import { settableCodes } from './with-lint-settings.ts';

/** The findings of the rules in one image. */
export function runRules(context: RuleContext): readonly Diagnostic[] {
  const found = rules.flatMap(({ meta: { code, severity }, check }): readonly Diagnostic[] =>
    check(context).map((finding) => ({ code: ruleCode(code), severity, ...finding })),
  );
  return sortedDiagnostics([...found, ...unknownRules(context.spec)]);
}

function unknownRules({ lint }: Spec): readonly Diagnostic[] {
  return [...(lint?.ignore ?? []), ...(lint?.severity ?? [])]
    .filter(({ rule }) => !settableCodes.includes(rule))
    .map(({ rule, span }) => ({
      code: 'unknown-rule',
      severity: 'warning',
      message: `there is no rule "${rule}"${didYouMean(rule, settableCodes)}`,
      span,
    }));
}
