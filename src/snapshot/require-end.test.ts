import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';

const required = join(import.meta.dirname, 'require-end.ts');

/** Takes a snapshot of a program of one line. */
async function snapshot(work: string) {
  const directory = await mkdtemp(join(tmpdir(), 'grocker-snapshot-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const entry = join(directory, 'entry.ts');
  await writeFile(
    entry,
    `import { requireEnd } from ${JSON.stringify(required)};\nrequireEnd('the rehearsal', ${work});\n`,
  );
  const bundle = join(directory, 'bundle.cjs');
  await build({
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  const blob = join(directory, 'snapshot.blob');
  const { code, stderr } = await new Promise<{ code: number; stderr: string }>((resolve) => {
    const flags = ['--snapshot-blob', blob, '--build-snapshot', bundle];
    const child = execFile(process.execPath, flags, (_, __, errors) => {
      resolve({ code: child.exitCode ?? -1, stderr: errors });
    });
  });
  const size = await stat(blob).then(
    (found) => found.size,
    () => 0,
  );
  return { code, stderr, isMade: size > 0 };
}

test('a rehearsal that ends, even later, is in the snapshot', async () => {
  const later = 'new Promise<void>((resolve) => setTimeout(resolve, 50))';
  expect(await snapshot(later)).toMatchObject({ code: 0, isMade: true });
});

test.each([
  ['new Promise<void>(() => undefined)', 'the rehearsal did not end'],
  ["Promise.reject(new Error('facts are gone'))", 'facts are gone'],
])('no snapshot is made of %s', async (work, problem) => {
  const { code, stderr, isMade } = await snapshot(work);
  expect({ code, isMade }).toStrictEqual({ code: 1, isMade: false });
  expect(stderr).toContain(problem);
});
