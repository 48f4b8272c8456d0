import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { command } from './command.ts';
import { scannerPython } from './test-python.ts';

interface Scanned {
  readonly artifacts: readonly {
    readonly name: string;
    readonly version: string;
    readonly type: string;
  }[];
}

/** Kind, name and version of the Python and Debian packages that syft reads in a document of SPDX, sorted. */
export async function scannedPackages(json: string): Promise<readonly string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'grocker-scan-'));
  try {
    const file = join(directory, 'document.spdx.json');
    await writeFile(file, json);
    const syft = join(dirname(scannerPython()), 'syft');
    const { stdout } = await command(syft, ['convert', file, '--output', 'syft-json'], {
      environment: { SYFT_CHECK_FOR_APP_UPDATE: 'false' },
    });
    const { artifacts } = JSON.parse(stdout) as Scanned;
    return artifacts
      .filter(({ type }) => type === 'python' || type === 'deb')
      .map(({ type, name, version }) => `${type} ${name} ${version}`)
      .sort();
  } finally {
    await rm(directory, { recursive: true });
  }
}
