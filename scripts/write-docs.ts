import { writeFileSync } from 'node:fs';
import { generatedFiles } from '../test/support/generated-files.ts';

// Writes every generated file; a test fails if one is out of date.
for (const [path, text] of Object.entries(generatedFiles())) {
  writeFileSync(new URL(`../${path}`, import.meta.url), text);
}
