import { expect, test } from 'vitest';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { withoutLockedPatch } from './locked-patch.ts';

const place = { line: 1, column: 1 };
const remark = (file: string): Diagnostic => ({
  code: 'python-patch',
  severity: 'warning',
  message: file,
  span: { file, start: place, end: place },
});
const chosen: Diagnostic = { code: 'chosen-runtime', severity: 'info', message: 'runtime a' };

test('a wrong patch version of a Pipfile is reported once', () => {
  const remarks = [chosen, remark('app/Pipfile'), remark('.python-version')];
  const told = (lock: string) =>
    withoutLockedPatch(remarks, [{ name: lock }]).map(({ message }) => message);
  expect(told('app/Pipfile.lock')).toEqual(['runtime a', '.python-version']);
  expect(told('requirements.txt')).toEqual(remarks.map(({ message }) => message));
});
