import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RenderSources } from '../diagnostics/render.ts';
import { readLocalFile } from '../inputs/local-file.ts';
import { SourceText } from '../diagnostics/source-text.ts';

/**
 * The files that diagnostics refer to, read again so that their lines can be quoted.
 *
 * @param directory that their names are relative to.
 */
export async function quotedSources(
  diagnostics: readonly Diagnostic[],
  directory = '',
): Promise<RenderSources> {
  const names = diagnostics.flatMap(({ span, related = [] }) => [
    ...(span === undefined ? [] : [span.file]),
    ...related.map((other) => other.span.file),
  ]);
  const sources = await Promise.all(
    [...new Set(names)].map(async (name) => {
      const text = await readLocalFile(join(directory, name)).catch(() => undefined);
      return text === undefined
        ? []
        : [[name, new SourceText(name, text.toString('utf8'))] as const];
    }),
  );
  return new Map(sources.flat());
}
