import { expect, it } from 'vitest';
import { lint } from '../../src/rules/lint.ts';
import type { LintFacts, Rule } from '../../src/rules/rule.ts';
import { markedText } from './marked-text.ts';

/** A repository that a rule about locks has nothing to say about. */
export const lockedFacts: LintFacts = { locks: ['uv.lock'], hasSystemLock: true };

/** Files for one rule: what is marked with « » is what it finds. */
export type RuleCase = readonly [name: string, text: string, facts?: Partial<LintFacts>];

/** One test for each file: the rule finds exactly what is marked, and nothing is a mistake. */
export function testRule({ meta }: Rule, cases: readonly RuleCase[]): void {
  it.each(cases.map(([name, text, facts]) => ({ name, text, facts })))(
    '$name',
    ({ text, facts }) => {
      const { source, spans } = markedText('grocker.yml', text);
      const found = lint(source, () => ({ ...lockedFacts, ...facts }));
      expect(
        found.filter(({ code, severity }) => severity === 'error' && code !== meta.code),
      ).toStrictEqual([]);
      const own = found.filter(({ code }) => code === meta.code);
      expect(own.map(({ span }) => span)).toStrictEqual(spans);
      expect(own.every(({ severity }) => severity === meta.severity)).toBe(true);
    },
  );
}
