import type { CacheImport } from './build-options.ts';
import { quote } from './csv-fields.ts';
import { OptionProblem } from './option-problem.ts';

/** The option cache-imports: a JSON list of objects with Type and Attrs. */
export function parseCacheImports(text: string): readonly CacheImport[] {
  const problem = new OptionProblem(`${quote(text)} is not a JSON list of cache sources`);
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw problem;
  }
  if (!Array.isArray(list)) throw problem;
  return list.map((entry: unknown) => {
    const fields = new Map(
      typeof entry === 'object' && entry !== null
        ? Object.entries(entry).map(([key, value]): [string, unknown] => [key.toLowerCase(), value])
        : [],
    );
    const type = fields.get('type');
    const attrs = Object.entries(fields.get('attrs') ?? {});
    if (typeof type !== 'string' || !attrs.every(isTextEntry)) throw problem;
    return { type, attrs: Object.fromEntries(attrs.filter(isTextEntry)) };
  });
}

function isTextEntry(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}
