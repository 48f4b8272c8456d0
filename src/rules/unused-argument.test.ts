import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { unusedArgument } from './unused-argument.ts';

describe('unused-argument', () => {
  testRule(unusedArgument, [
    ['one of two', 'args: {A: 1, «B»: 2}\nlabels: {a: "${A}"}\n'],
    ['taken as text', 'args: {«A»: 1}\nlabels: {a: "$${A}"}\n'],
    ['in another argument', 'args: {A: 1, B: "${A}"}\nlabels: {a: "${B}"}\n'],
    ['in a service', 'args: {A: 1}\nservices: {w: {cmd: ["${A}"]}}\n'],
  ]);
});
