import { expect, test } from 'vitest';
import { isLateStart, startPauses } from './late-start.ts';

const closed = 'frontend grpc server closed unexpectedly';

test.each([
  ['buildx', `#1 DONE 0.0s\nERROR: failed to build: failed to solve: ${closed}\n`],
  [
    'a daemon that gave up earlier',
    `ERROR: failed to build: failed to run Build function: ${closed}\n`,
  ],
  ['line ends of Windows', `ERROR: failed to solve: ${closed}\r\n`],
  ['bake', `ERROR: target worker: failed to solve: ${closed}\n`],
  ['the engine’s own record of the build', `ERROR: ${closed}`],
])('the error of a frontend that started late is recognised, from %s', (_, text) => {
  expect(isLateStart(text)).toBe(true);
});

test.each([
  ['the log of a step', `#7 0.412 ERROR: ${closed}\nERROR: failed to solve: exit code: 1\n`],
  ['a message that quotes it', `ERROR: failed to solve: pip said: ${closed}\n`],
  [
    'a daemon that is gone',
    'ERROR: failed to solve: Unavailable: error reading from server: EOF\n',
  ],
])('%s is not the error of a late start', (_, text) => {
  expect(isLateStart(text)).toBe(false);
});

test('builds that were refused together are started again at different times', () => {
  expect([0, 0.5, 0.999].map((each) => startPauses(() => each))).toEqual([
    [2, 10, 30, 60],
    [3, 15, 45, 90],
    [4, 20, 60, 120],
  ]);
  const first = new Set(Array.from({ length: 100 }, () => startPauses()[2]));
  expect(first.size).toBeGreaterThan(5);
});
