import { expect, it } from 'vitest';
import { environment, setDefault } from './environment.ts';

it.each([
  { given: undefined, expected: [] },
  { given: { b: '1', A: '2', 10: 'x', 9: 'y' }, expected: ['10=x', '9=y', 'A=2', 'b=1'] },
  { given: ['b=1', 'A=2'], expected: ['b=1', 'A=2'] },
  { given: ['A=1', 'B=2', 'A=3'], expected: ['B=2', 'A=3'] },
  { given: ['A=1=2', 'A'], expected: ['A'] },
])('$given', ({ given, expected }) => {
  expect(environment(given)).toEqual(expected);
});

it.each([
  { env: ['A=1'], value: 'x', expected: ['A=1', 'PATH=x'] },
  { env: ['PATH=', 'A=1'], value: 'x', expected: ['PATH=', 'A=1'] },
  { env: ['A=1'], value: undefined, expected: ['A=1'] },
])('$env with a default of $value', ({ env, value, expected }) => {
  expect(setDefault(env, 'PATH', value)).toEqual(expected);
});
