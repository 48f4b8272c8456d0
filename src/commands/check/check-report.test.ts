import { expect, test } from 'vitest';
import { plainStyle } from '../../diagnostics/render.ts';
import { checkReport, reportText, type CheckReport } from './check-report.ts';

const start = { kind: 'ended', exitCode: 3, isKilledForMemory: false } as const;
const hostile = 'a\u001b[31m\u009b\u202eb';
const report: CheckReport = {
  start,
  seconds: 0.3,
  user: 'grocker',
  ports: [],
  log: [hostile],
};

test('a log that moves a cursor or reverses a text does not reach a terminal', () => {
  expect(reportText(report, plainStyle)).toBe(
    'check: the container ended with exit status 3, after 0.3 s\n  its last lines:\n    a\ufffd[31m\ufffd\ufffdb\n',
  );
});

test('the colours of the report itself do', () => {
  const style = { ...plainStyle, error: (text: string) => `\u001b[31m${text}\u001b[0m` };
  expect(reportText(report, style).split(':')[0]).toBe('\u001b[31mcheck\u001b[0m');
});

test('a log of one long line is cut', () => {
  const image = { ports: [], hasHealthcheck: false, user: 'grocker' };
  const action = { context: '.', spec: { runtime: { name: 'trixie/3.13' } } };
  const log = `${'a'.repeat(1_000_000)}\nb\n`;
  const made = checkReport({ start, seconds: 0, image, log, action: action as never });
  expect(made.log).toEqual([`${'a'.repeat(2000)}…`, 'b']);
});
