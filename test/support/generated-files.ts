import { commandPage } from '../../src/commands/command-page.ts';
import { agreedPython, agreedShell } from '../../src/graph/agreed.ts';
import { manPage } from '../../src/commands/man-page.ts';
import { optionsPage } from '../../src/options/options-page.ts';
import { requestsPage } from '../../src/requests/requests-page.ts';
import { diagnosticsPage } from '../../src/spec/diagnostics-page.ts';
import { jsonSchema } from '../../src/spec/json-schema.ts';
import { referencePage } from '../../src/spec/reference-page.ts';

const command = await commandPage();
const manual = await manPage();

/** Every file of the repository that is made from the sources, by its path. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    'docs/command.md': command,
    'docs/grocker.1': manual,
    'docs/options.md': optionsPage(),
    'docs/requests.md': requestsPage(),
    'docs/grocker-yml.md': referencePage(),
    'docs/diagnostics.md': diagnosticsPage(),
    'steps/agreed.py': agreedPython(),
    'steps/agreed.sh': agreedShell(),
    'grocker.schema.json': `${JSON.stringify(jsonSchema(), null, 2)}\n`,
  };
}
