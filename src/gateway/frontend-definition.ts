import { readFile } from 'node:fs/promises';

const path = '/run/config/buildkit/metadata/frontend.bin';

/** The encoded pb.Definition of this frontend's own image; absent in older daemons, where only the option `source` names it. */
export async function readFrontendDefinition(): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
