import { expect, test } from 'vitest';
import { ruleCode } from './diagnostic-code.ts';
import { sortedDiagnostics } from './sorted-diagnostics.ts';
import { SourceText } from './source-text.ts';

test('diagnostics are in the order of their places, file by file, each once', () => {
  const source = new SourceText('a', '0123456789');
  const other = new SourceText('b', '0123456789');
  const at = (text: SourceText, offset: number) =>
    ({
      code: ruleCode('c'),
      severity: 'error',
      message: `${text.name}${offset}`,
      span: text.span(offset, offset),
    }) as const;
  const bare = { code: ruleCode('c'), severity: 'warning', message: 'bare' } as const;
  const sorted = sortedDiagnostics([
    at(source, 5),
    at(other, 2),
    at(source, 1),
    bare,
    at(other, 0),
    at(source, 1),
  ]);
  expect(sorted.map(({ message }) => message)).toStrictEqual(['bare', 'a1', 'a5', 'b0', 'b2']);
});
