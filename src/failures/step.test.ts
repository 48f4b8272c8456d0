import { expect, test } from 'vitest';
import { emptyOutput } from './step.ts';

test('a step that wrote nothing to its output is an error at its line', () => {
  const span = {
    file: 'grocker.yml',
    start: { line: 4, column: 5 },
    end: { line: 5, column: 20 },
  };
  const step = { run: ['make', 'static'], envs: [], output: '/home/grocker/sttic', span };
  expect(emptyOutput(step)).toEqual({
    code: 'step-output',
    severity: 'error',
    message: 'the step `make static` wrote nothing to its output /home/grocker/sttic',
    span,
    help: 'Set output to the directory that the command writes to, relative to the work directory.',
  });
});
