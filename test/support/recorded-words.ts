import { readFileSync } from 'node:fs';

/** Programs whose failures scripts/record-resolvers.ts recorded. */
export type Resolver = 'apt' | 'apk' | 'uv';

/** The words of each recorded failure, by its name. */
export function recordedWords(resolver: Resolver): Readonly<Record<string, string>> {
  const file = new URL('../failures/resolvers.json', import.meta.url);
  const all = JSON.parse(readFileSync(file, 'utf8')) as Readonly<
    Record<Resolver, Readonly<Record<string, string>>>
  >;
  return all[resolver];
}
