import { writeFileSync } from 'node:fs';
import { generatedFiles } from '../test/support/generated-files.ts';

// Writes every file that is made from the sources; a test tells when one has drifted.
for (const [path, text] of Object.entries(generatedFiles())) {
  writeFileSync(new URL(`../${path}`, import.meta.url), text);
}
