import { expect, it } from 'vitest';
import { ruleCode } from '../diagnostics/diagnostic-code.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { inlineMessage } from './inline-message.ts';

const remark = { code: ruleCode('a'), severity: 'info', message: 'one', help: 'Do.' } as const;

it.each<[string, readonly Diagnostic[], [string, string][]]>([
  ['nothing', [], []],
  ['no warning', [{ ...remark, severity: 'warning' }], []],
  ['a remark once', [remark, remark], [['frontend.result.inlinemessage', 'one · Do.']]],
  [
    'several remarks',
    [remark, { code: ruleCode('b'), severity: 'info', message: 'two' }],
    [['frontend.result.inlinemessage', 'one · Do.\ntwo']],
  ],
])('tells %s', (_, found, expected) => {
  expect([...inlineMessage(found)]).toEqual(expected);
});
