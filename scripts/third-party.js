import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Licences that let a package be part of a program under the MIT licence. */
export const allowedLicences = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
];

/** Programs of others that a package contains, of which its own licence says nothing. */
const contained = {
  '@viz-js/viz':
    'It contains Graphviz, under the Eclipse Public License: https://graphviz.org/license/',
};

/** The packages in a bundle, from the metafile of esbuild, with the text of their licences. */
export async function packagesOf(metafile) {
  const folders = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.keys(inputs))
    .map((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  const found = [];
  for (const folder of [...new Set(folders)].sort()) {
    if (folder === undefined) continue;
    const { name, version, license } = JSON.parse(
      await readFile(join(folder, 'package.json'), 'utf8'),
    );
    found.push({ name, version, licence: license, text: await licenceText(folder) });
  }
  return found;
}

/** The notice for a bundle, which the licences of its packages require. Throws if a licence is not allowed. */
export function thirdPartyNotice(packages) {
  const wrong = packages.filter(({ licence }) => !allowedLicences.includes(licence));
  if (wrong.length > 0) {
    const words = wrong.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
    throw new Error(`no licence that a bundle may have: ${words.join(', ')}`);
  }
  const sections = packages.map(
    ({ name, version, licence, text }) =>
      `${[`${name} ${version}, ${licence}`, contained[name], text.trim()].filter(Boolean).join('\n\n')}\n`,
  );
  return `The program contains these packages.\n\n${sections.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

async function licenceText(folder) {
  for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE', 'license']) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return 'The package has no file with the text of its licence.';
}
