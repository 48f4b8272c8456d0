import { describe, expect, it } from 'vitest';
import { ruleCode } from './diagnostic-code.ts';
import { decodeSource } from './decode-source.ts';
import { sortedDiagnostics } from './sorted-diagnostics.ts';
import { SourceText } from './source-text.ts';

describe('SourceText', () => {
  const source = new SourceText('f', 'a\r\nbc\rd\n\ne');

  it.each([
    [0, 1, 1],
    [1, 1, 2],
    [3, 2, 1],
    [5, 2, 3],
    [6, 3, 1],
    [8, 4, 1],
    [9, 5, 1],
    [10, 5, 2],
  ])('offset %i is line %i, column %i', (offset, line, column) => {
    expect(source.position(offset)).toStrictEqual({ line, column });
  });

  it('gives lines without their breaks', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((number) => source.line(number))).toStrictEqual([
      '',
      'a',
      'bc',
      'd',
      '',
      'e',
      '',
    ]);
    expect(source.lineCount).toBe(5);
  });
});

describe('decodeSource', () => {
  const bytes = (...parts: (string | number)[]) =>
    Uint8Array.from(
      parts.flatMap((part) =>
        typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)],
      ),
    );

  it('leaves the byte order mark out', () => {
    const source = decodeSource('f', bytes(0xef, 0xbb, 0xbf, 'a: ä'));
    expect(source).toBeInstanceOf(SourceText);
    expect(source instanceof SourceText && source.text).toBe('a: ä');
  });

  it('accepts a replacement character of the file itself', () => {
    const source = decodeSource('f', bytes('a: \uFFFD'));
    expect(source instanceof SourceText && source.text).toBe('a: \uFFFD');
  });

  it.each([
    ['Latin-1', bytes('a: b\nc: d', 0xe4, 'e'), 'the file is not encoded in UTF-8', 2, 5],
    ['UTF-16, little-endian', bytes(0xff, 0xfe, 0x61, 0), 'the file is encoded in UTF-16', 1, 1],
    ['UTF-16, big-endian', bytes(0xfe, 0xff, 0, 0x61), 'the file is encoded in UTF-16', 1, 1],
  ])('%s is an error with its place', (_, input, message, line, column) => {
    expect(decodeSource('f', input)).toStrictEqual({
      code: 'not-utf8',
      severity: 'error',
      message,
      span: { file: 'f', start: { line, column }, end: { line, column: column + 1 } },
      help: 'Save it as UTF-8.',
    });
  });
});

describe('sortedDiagnostics', () => {
  it('orders by place, file by file, and drops repetitions', () => {
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
});
