import { expect } from 'vitest';
import { SourceText } from '../../src/diagnostics/source-text.ts';
import { parseSpec } from '../../src/spec/parse-spec.ts';
import type { ParseOptions } from '../../src/spec/parse-spec.ts';
import type { Spec } from '../../src/spec/spec.ts';

/** The content of a file without mistakes. */
export function specOf(text: string, options: ParseOptions = {}): Spec {
  const { spec, diagnostics } = parseSpec(new SourceText('grocker.yml', text), options);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toStrictEqual([]);
  if (spec === undefined) throw new Error('no spec');
  return spec;
}

/** The same value without its places. */
export const withoutSpans = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      ['span', 'places'].includes(key) ? undefined : inner,
    ),
  );
