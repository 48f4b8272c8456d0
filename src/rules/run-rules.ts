import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ruleCode } from '../diagnostics/diagnostic-code.ts';
import { sortedDiagnostics } from '../diagnostics/sorted-diagnostics.ts';
import { didYouMean } from '../diagnostics/suggestion.ts';
import type { Spec } from '../spec/spec.ts';
import { rules } from './rules.ts';
import type { RuleContext } from './rule.ts';

/** The findings of the rules in one image, without those that the file ignores. */
export function runRules(context: RuleContext): readonly Diagnostic[] {
  const { ignore, severity } = context.spec.lint ?? { ignore: [], severity: [] };
  const ignored = new Set(ignore.map(({ rule }) => rule));
  const severities = new Map(severity.map((setting) => [setting.rule, setting.severity] as const));
  const found = rules.flatMap(({ meta, check }): readonly Diagnostic[] => {
    if (ignored.has(meta.code)) return [];
    const settings = {
      code: ruleCode(meta.code),
      severity: severities.get(meta.code) ?? meta.severity,
    };
    return check(context).map((finding) => ({ ...settings, ...finding }));
  });
  return sortedDiagnostics([...found, ...unknownRules(context.spec)]);
}

function unknownRules({ lint }: Spec): readonly Diagnostic[] {
  const codes = rules.map(({ meta }) => meta.code);
  return [...(lint?.ignore ?? []), ...(lint?.severity ?? [])]
    .filter(({ rule }) => !codes.includes(rule))
    .map(({ rule, span }) => ({
      code: 'unknown-rule',
      severity: 'warning',
      message: `there is no rule "${rule}"${didYouMean(rule, codes)}`,
      span,
    }));
}
