import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { forget, remember } from './leftovers.ts';

export interface WholeFile {
  readonly path: string;
  readonly text: string | Uint8Array;
}

/**
 * Writes files so that each is always as before or complete; all are written next to their places
 * before the first one takes its place. A link stays one, and what it leads to is written.
 */
export async function writeWhole(files: readonly WholeFile[]): Promise<void> {
  const drafts: { readonly draft: string; readonly target: string }[] = [];
  try {
    for (const { path, text } of files) {
      const target = await realpath(path).catch(() => path);
      const old = await stat(target).catch(() => undefined);
      if (old !== undefined && !old.isFile()) {
        // A pipe, or a device such as /dev/stdout: nothing takes the place of these.
        await writeFile(target, text);
        continue;
      }
      const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
      remember(draft);
      drafts.push({ draft, target });
      await writeFile(draft, text, {
        flag: 'wx',
        flush: true,
        ...(old && { mode: old.mode & 0o777 }),
      });
    }
    for (const { draft, target } of drafts) await rename(draft, target);
  } finally {
    for (const { draft } of drafts) {
      await rm(draft, { force: true });
      forget(draft);
    }
  }
}
