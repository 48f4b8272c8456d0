import { fileURLToPath } from 'node:url';

import { command, type CommandResult } from './command.ts';
import { engineEnvironment } from './engine.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

export interface GrockerOptions {
  readonly directory: string;
  /** Its directory for temporary files. */
  readonly temporary?: string;
  readonly statuses?: readonly number[];
  /** Besides what leads to the engine. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the command as a user would, on the engine. */
export function grocker(
  words: readonly string[],
  { directory, temporary, statuses, environment }: GrockerOptions,
): Promise<CommandResult> {
  const frontend = process.env['GROCKER_FRONTEND_IMAGE'];
  return command(process.execPath, ['--no-warnings', '--import', tsx, cli, ...words], {
    directory,
    statuses,
    environment: {
      ...engineEnvironment(),
      BUILDKIT_PROGRESS: 'plain',
      SSL_CERT_FILE: engineEnvironment()['GROCKER_CA_BUNDLE'],
      ...(temporary === undefined ? {} : { TMPDIR: temporary }),
      ...(frontend === undefined ? {} : { GROCKER_FRONTEND: frontend }),
      ...environment,
    },
  });
}
