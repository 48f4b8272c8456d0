import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString, startupSnapshot } from 'node:v8';

import { runFrontend } from './frontend.ts';
import { parseRecordedFacts } from './facts/recorded-facts.ts';
import { lockedFacts } from './snapshot/locked-facts.ts';
import { rehearseBuild } from './snapshot/rehearse-build.ts';
import { requireEnd } from './snapshot/require-end.ts';

/**
 * The program of the frontend image, as Node's startup snapshot keeps it (nodejs.org/api/cli.html, --build-snapshot):
 * with its modules loaded and the code compiled that a build runs. Started without a snapshot it is the frontend, too.
 */
if (startupSnapshot.isBuildingSnapshot()) {
  startupSnapshot.setDeserializeMainFunction(start);
  requireEnd('the rehearsal of builds', rehearse(process.env['GROCKER_REHEARSAL']));
} else {
  start();
}

function start(): void {
  // A frontend ends before V8's optimizing compilers would finish its code.
  setFlagsFromString('--no-opt --no-maglev');
  runFrontend();
}

/**
 * Rehearses the builds of recorded facts in a directory, without and with locks, so that Node has
 * compiled the code. Facts that no longer fit this version are skipped, because the resulting image
 * makes new recordings.
 */
async function rehearse(directory: string | undefined): Promise<void> {
  if (directory === undefined) return;
  for (const name of readdirSync(directory)) {
    try {
      const facts = parseRecordedFacts(readFileSync(join(directory, name), 'utf8'));
      await rehearseBuild(facts);
      await rehearseBuild(await lockedFacts(facts));
    } catch (error) {
      process.stderr.write(`${name} is not rehearsed: ${String(error)}\n`);
    }
  }
}
