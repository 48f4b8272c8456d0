import { textFiles } from '../graph/text-files.ts';
import type { Platform } from '../plan/plan.ts';
import type { Built } from './target.ts';

/** A result of JSON files, by their names. */
export function jsonFiles(platform: Platform, values: Readonly<Record<string, unknown>>): Built {
  const texts = Object.entries(values).map(
    ([name, value]) => [name, `${JSON.stringify(value, null, 2)}\n`] as const,
  );
  return { platform, output: textFiles(Object.fromEntries(texts)), warnings: [] };
}
