import { readFile } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';

import { docker } from '../support/engine.ts';
import { exampleNames } from '../support/example.ts';
import { exampleCopy, runReadme } from '../support/readme.ts';

// Each example does what its README says.
describe.each(exampleNames())('example %s', (name) => {
  test('builds, runs and prints what its README says', async () => {
    const histories: string[] = [];
    await runReadme(name, await exampleCopy(name), async (image, tag) => {
      histories.push(`${image}\n${await history(tag)}`);
    });
    const golden = await readFile(new URL(`histories/${name}.txt`, import.meta.url), 'utf8');
    expect(withoutVersions(histories.join('\n'))).toBe(withoutVersions(golden));
  });
});

/** The lines of `docker history`, the lowest layer last, that are not the base image's. */
async function history(image: string): Promise<string> {
  const { stdout } = await docker(['history', '--no-trunc', '--format', '{{json .}}', image]);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, string>>);
  const base = lines.findIndex(({ Comment }) => Comment !== 'grocker');
  return lines
    .slice(0, base)
    .map(({ CreatedBy = '' }) => `  ${CreatedBy}\n`)
    .join('');
}

/** A version that nothing locks is another one each month. */
function withoutVersions(text: string): string {
  return text.replaceAll(/(?<= )\d+(\.\d+)*$/gm, '…');
}
