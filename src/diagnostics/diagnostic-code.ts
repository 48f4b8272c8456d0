import type { buildCodes } from './build-codes.ts';
import type { definitionCodes } from './definition-codes.ts';

export type Severity = 'error' | 'warning' | 'info';

declare const rule: unique symbol;

/** The code of a rule of `grocker lint`, which the rule itself owns; see `ruleCode`. */
export type RuleCode = string & { readonly [rule]: true };

type TableCode = keyof typeof buildCodes | keyof typeof definitionCodes;

/** Every code that a diagnostic can have. Stable: a code never changes its meaning. */
export type DiagnosticCode = TableCode | RuleCode;

/** The severities of codes that are not always errors. */
export const severities = {
  'broken-link': ['warning'],
  'chosen-entrypoint': ['info'],
  'chosen-runtime': ['info'],
  'conda-project': ['warning'],
  'conflicting-file': ['warning', 'error'],
  'default-groups': ['info'],
  'incompatible-pins': ['warning'],
  'inferred-definition': ['info'],
  'invalid-python': ['warning', 'error'],
  'lock-hash': ['warning', 'error'],
  'lock-python': ['warning', 'error'],
  'lock-stale': ['warning', 'error'],
  'lock-unpinned': ['warning', 'error'],
  'missing-library': ['info', 'warning', 'error'],
  'missing-interpreter': ['warning', 'error'],
  'module-syntax': ['warning', 'error'],
  'missing-module': ['warning', 'error'],
  'missing-program': ['warning', 'error'],
  'missing-start': ['warning', 'error'],
  'no-entry-point': ['warning', 'error'],
  'no-suitable-runtime': ['warning', 'error'],
  'not-a-package': ['info', 'error'],
  'python-contradiction': ['warning', 'info'],
  'python-patch': ['warning', 'info'],
  'runtime-out-of-time': ['warning'],
  'several-locks': ['warning'],
  'undeclared-argument': ['warning'],
  'undeclared-package': ['warning'],
  'unknown-rule': ['warning'],
} as const satisfies Partial<Record<TableCode, readonly Severity[]>>;

type Mild = typeof severities;

/** The codes that a diagnostic of this severity can have; those of rules have any, for a file sets it. */
export type CodeOf<S extends Severity> =
  | RuleCode
  | { [C in keyof Mild]: S extends Mild[C][number] ? C : never }[keyof Mild]
  | (S extends 'error' ? Exclude<TableCode, keyof Mild> : never);

/** The code of a rule, from its meta; src/rules alone calls this. */
export function ruleCode(code: string): RuleCode {
  return code as RuleCode;
}
