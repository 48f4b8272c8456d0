import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ruleCode, severities } from '../diagnostics/diagnostic-code.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { LintSettings } from '../spec/spec.ts';
import { lint } from './lint.ts';
import { settableCodes, withLintSettings } from './with-lint-settings.ts';

const place = { line: 1, column: 1 };
const span = { file: 'grocker.yml', start: place, end: place };
const settings = (given: Partial<LintSettings>): LintSettings => ({
  ignore: [],
  severity: [],
  ...given,
});
const ignoring = (rule: string) => settings({ ignore: [{ rule, reason: 'a reason', span }] });
const told = (found: readonly Diagnostic[]) => found.map(({ code, severity }) => [code, severity]);

describe.each(Object.entries(severities))('%s', (code, kinds) => {
  const found = kinds.map((severity): Diagnostic => {
    return { code: ruleCode(code), severity, message: 'it is so' };
  });

  test('is ignored where it is no error', () => {
    const left = told(withLintSettings(found, ignoring(code)));
    const errors = kinds.filter((kind) => kind === 'error').map((kind) => [code, kind]);
    expect(left).toEqual(code === 'missing-start' ? [] : errors);
  });

  test('is ignored by its own name alone', () => {
    const others = settableCodes.filter((each) => each !== code);
    for (const other of others) expect(withLintSettings(found, ignoring(other))).toEqual(found);
  });

  test('has another severity', () => {
    const given = settings({ severity: [{ rule: code, severity: 'info', span }] });
    const left = told(withLintSettings(found, given));
    const isKept = (kind: string) => kind === 'error' && code !== 'missing-start';
    expect(left).toEqual(kinds.map((kind) => [code, isKept(kind) ? 'error' : 'info']));
  });
});

test('a file without settings changes nothing', () => {
  const found: Diagnostic[] = [{ code: 'lock-unpinned', severity: 'warning', message: 'open' }];
  expect(withLintSettings(found)).toEqual(found);
});

test('lint ignores what a build would find, and knows the code', () => {
  const findings: readonly Diagnostic[] = [
    { code: 'lock-unpinned', severity: 'warning', message: 'open', span },
    { code: 'missing-start', severity: 'error', message: 'no module', span },
    { code: 'lock-stale', severity: 'error', message: 'stale', span },
  ];
  const codes = (lines: string) =>
    lint(new SourceText('grocker.yml', `lock: requirements.txt\n${lines}`), () => ({
      locks: ['requirements.txt'],
      hasSystemLock: true,
      findings,
    }))
      .map(({ code }) => code)
      .toSorted();
  expect(codes('')).toEqual(['lock-stale', 'lock-unpinned', 'missing-start']);
  expect(codes('lint: {ignore: {lock-unpinned: a, missing-start: b, lock-stale: c}}\n')).toEqual([
    'lock-stale',
  ]);
  expect(codes('lint: {ignore: {lock-unpined: a}}\n')).toContain('unknown-rule');
});
