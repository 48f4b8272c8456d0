import * as z from 'zod/mini';

/** The files of a package that `slim` left out, by the reason; steps/slim.py writes them into its `.dist-info`. */
const dropped = z.record(z.string(), z.object({ files: z.number(), bytes: z.number() }));

export type DroppedFiles = Readonly<
  Record<string, { readonly files: number; readonly bytes: number }>
>;

/** The content of slim.json; nothing if there is none, or if the file is another one's. */
export function droppedFiles(text: string | undefined): { readonly dropped?: DroppedFiles } {
  if (text === undefined) return {};
  try {
    const read = z.safeParse(dropped, JSON.parse(text));
    return read.success ? { dropped: read.data } : {};
  } catch {
    return {};
  }
}

/** How much it is, of one package or of several. */
export function droppedSum(all: readonly (DroppedFiles | undefined)[]) {
  const each = all.flatMap((one) => Object.values(one ?? {}));
  return {
    files: each.reduce((sum, { files }) => sum + files, 0),
    bytes: each.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
