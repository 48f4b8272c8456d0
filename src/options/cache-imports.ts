import * as z from 'zod/mini';
import type { CacheImport } from './build-options.ts';
import { quote } from './csv-fields.ts';
import { OptionProblem } from './option-problem.ts';

const cacheImports = z.array(
  z.pipe(
    // Go reads the names of fields in any case.
    z.pipe(
      z.record(z.string(), z.unknown()),
      z.transform((entry) =>
        Object.fromEntries(Object.entries(entry).map(([key, value]) => [key.toLowerCase(), value])),
      ),
    ),
    z.object({ type: z.string(), attrs: z.nullish(z.record(z.string(), z.string())) }),
  ),
);

/** The option cache-imports: a JSON list of objects with Type and Attrs. */
export function parseCacheImports(text: string): readonly CacheImport[] {
  const { data } = z.safeParse(cacheImports, parseJson(text));
  if (!data) throw new OptionProblem(`${quote(text)} is not a JSON list of cache sources`);
  return data.map(({ type, attrs }) => ({ type, attrs: attrs ?? {} }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
