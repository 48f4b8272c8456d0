import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString, startupSnapshot } from 'node:v8';

import { planGraph } from './commands/graph/plan-graph.ts';
import { replayedPlan } from './commands/plan/replayed-plan.ts';
import { runFrontend } from './frontend.ts';
import type { RecordedFacts } from './facts/recorded-facts.ts';
import { SourceText } from './diagnostics/source-text.ts';
import { parseEnvironment } from './gateway/environment.ts';
import { decodeResponse, decodeStatus, encodeRequest, encodeStatus } from './gateway/wire/codec.ts';
import { methods } from './gateway/wire/messages.ts';
import { encodeDefinition } from './llb/llb.ts';
import { parseOptions } from './options/parse-options.ts';
import { lintFindings } from './requests/lint-findings.ts';

/**
 * The program of the frontend image, as Node's startup snapshot keeps it (nodejs.org/api/cli.html, --build-snapshot):
 * with its modules loaded and the code compiled that a build runs. Started without a snapshot it is the frontend, too.
 */
if (startupSnapshot.isBuildingSnapshot()) {
  startupSnapshot.setDeserializeMainFunction(start);
  void rehearse(process.env['GROCKER_REHEARSAL']);
} else {
  start();
}

function start(): void {
  // A frontend is done before the code is that V8's slowest compiler would make for it.
  setFlagsFromString('--no-opt');
  runFrontend();
}

/**
 * Plans what the recorded facts in a directory tell, so that Node has compiled what that takes. Facts that do not fit
 * this version any more are skipped, for a new recording is made by the image that this makes.
 */
async function rehearse(directory: string | undefined): Promise<void> {
  parseOptions(parseEnvironment({}).options);
  for (const method of Object.keys(methods) as (keyof typeof methods)[]) {
    encodeRequest(method, {});
    decodeResponse(method, new Uint8Array());
  }
  // One with fields of every sort.
  const status = encodeStatus({ code: 1, message: 'status', details: [{ typeUrl: 'any' }] });
  decodeStatus(status);
  if (directory === undefined) return;
  for (const name of readdirSync(directory)) {
    // Written by `grocker plan --record`.
    const facts = JSON.parse(readFileSync(join(directory, name), 'utf8')) as RecordedFacts;
    try {
      const plan = await replayedPlan(facts, {});
      encodeDefinition(planGraph(plan, 'runner', 'docker.io/org/grocker-frontend:latest'));
      const { name: file, text } = facts.definition;
      const inputs = {
        definition: () => Promise.resolve(new SourceText(file, text)),
        paths: () => Promise.resolve([]),
      };
      await lintFindings(inputs, { buildArgs: {} });
    } catch (error) {
      process.stderr.write(`${name} is not rehearsed: ${String(error)}\n`);
    }
  }
}
