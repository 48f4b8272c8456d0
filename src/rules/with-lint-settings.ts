import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ruleCode, severities } from '../diagnostics/diagnostic-code.ts';
import type { LintSettings } from '../spec/spec.ts';
import { rules } from './rules.ts';

/** The codes that `lint` of grocker.yml can name: rules, and all others that are not always errors. */
export const settableCodes: readonly string[] = [
  ...rules.map(({ meta }) => meta.code),
  ...Object.keys(severities),
];

/** Codes whose errors a file can set, too: those of rules, and of what may be there only when a container starts. */
const setAsErrors = new Set<string>([...rules.map(({ meta }) => meta.code), 'missing-start']);

/** Findings without those that the file ignores, with the severities that it gives to others. */
export function withLintSettings(
  found: readonly Diagnostic[],
  { ignore, severity }: LintSettings = { ignore: [], severity: [] },
): readonly Diagnostic[] {
  const ignored = new Set(ignore.map(({ rule }) => rule));
  const given = new Map(severity.map((setting) => [setting.rule, setting.severity] as const));
  return found.flatMap((each): readonly Diagnostic[] => {
    if (each.severity === 'error' && !setAsErrors.has(each.code)) return [each];
    if (ignored.has(each.code)) return [];
    const own = given.get(each.code);
    return own === undefined ? [each] : [{ ...each, code: ruleCode(each.code), severity: own }];
  });
}
