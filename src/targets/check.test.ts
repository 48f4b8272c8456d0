import { expect, test } from 'vitest';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { asErrors } from './check.ts';

const place = { line: 1, column: 1 };
const span = { file: 'grocker.yml', start: place, end: place };
const found: readonly Diagnostic[] = [
  { code: 'missing-library', severity: 'info', message: 'not needed' },
  { code: 'missing-module', severity: 'warning', message: 'a module' },
  { code: 'missing-program', severity: 'error', message: 'a program' },
  { code: 'missing-start', severity: 'error', message: 'a command' },
];
const told = (all: readonly Diagnostic[]) => all.map(({ code, severity }) => `${severity} ${code}`);

test('warnings are errors in the target check, remarks are not', () => {
  expect(told(asErrors(found, undefined))).toEqual([
    'error missing-module',
    'error missing-program',
    'error missing-start',
  ]);
});

test('what the file ignores is left out', () => {
  const codes = ['missing-module', 'missing-program', 'missing-start'];
  const ignore = codes.map((rule) => ({ rule, reason: 'a reason', span }));
  expect(told(asErrors(found, { ignore, severity: [] }))).toEqual(['error missing-program']);
});

test('a remark by the severity of the file is left out, too', () => {
  const severity = [{ rule: 'missing-module', severity: 'info', span }] as const;
  expect(told(asErrors(found, { ignore: [], severity }))).not.toContain('error missing-module');
});
