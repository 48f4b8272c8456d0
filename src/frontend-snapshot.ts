import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString, startupSnapshot } from 'node:v8';

import { runFrontend } from './frontend.ts';
import type { RecordedFacts } from './facts/recorded-facts.ts';
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
  // A frontend is done before the code is that V8's optimizing compilers would make for it.
  setFlagsFromString('--no-opt --no-maglev');
  runFrontend();
}

/**
 * Builds what the recorded facts in a directory tell, without and with locks, so that Node has compiled what that takes.
 * Facts that do not fit this version any more are skipped, for a new recording is made by the image that this makes.
 */
async function rehearse(directory: string | undefined): Promise<void> {
  if (directory === undefined) return;
  for (const name of readdirSync(directory)) {
    // Written by `grocker plan --record`.
    const facts = JSON.parse(readFileSync(join(directory, name), 'utf8')) as RecordedFacts;
    try {
      await rehearseBuild(facts);
      await rehearseBuild(await lockedFacts(facts));
    } catch (error) {
      process.stderr.write(`${name} is not rehearsed: ${String(error)}\n`);
    }
  }
}
