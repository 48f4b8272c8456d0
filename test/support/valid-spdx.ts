import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './command.ts';
import { spdxPython } from './test-python.ts';

const validate = [
  'import sys',
  'from spdx_tools.spdx.parser.parse_anything import parse_file',
  'from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document',
  'for found in validate_full_spdx_document(parse_file(sys.argv[1]), "SPDX-2.3"):',
  '    print(found.validation_message)',
].join('\n');

/** The findings of the SPDX project's own tools in an SPDX 2.3 document: nothing, or a message in each line. */
export async function spdxMistakes(json: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'grocker-spdx-'));
  try {
    const file = join(directory, 'document.spdx.json');
    await writeFile(file, json);
    return (await command(spdxPython(), ['-c', validate, file])).stdout;
  } finally {
    await rm(directory, { recursive: true });
  }
}
