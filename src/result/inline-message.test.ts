import { expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { inlineMessage } from './inline-message.ts';

const remark: Diagnostic = { code: 'a', severity: 'info', message: 'one', help: 'do' };

it.each<[string, readonly Diagnostic[], [string, string][]]>([
  ['nothing', [], []],
  ['no warning', [{ ...remark, severity: 'warning' }], []],
  ['a remark once', [remark, remark], [['frontend.result.inlinemessage', 'one (do)']]],
  [
    'several remarks',
    [remark, { code: 'b', severity: 'info', message: 'two' }],
    [['frontend.result.inlinemessage', 'one (do)\ntwo']],
  ],
])('tells %s', (_, found, expected) => {
  expect([...inlineMessage(found)]).toEqual(expected);
});
