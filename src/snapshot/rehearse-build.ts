import { baseName } from '../paths/base-name.ts';
import { PassThrough } from 'node:stream';

import type { RecordedFacts } from '../facts/recorded-facts.ts';
import { serve } from '../frontend.ts';
import { parseEnvironment } from '../gateway/environment.ts';
import { encodeDefinition, image, marshal } from '../llb/llb.ts';
import type { Platform } from '../plan/plan.ts';
import { RecordedDaemon } from './recorded-daemon.ts';
import { serveLoopback } from './loopback-server.ts';

/** The builder's own in a rehearsal. */
export const platform: Platform = { os: 'linux', architecture: 'amd64' };
const digest = `sha256:${'0'.repeat(64)}`;

/**
 * Builds what recorded facts tell, as a daemon would have it built: the frontend runs once from its start to its
 * answer, and nothing else does.
 *
 * @throws Error if it ends in a failure: the facts do not fit this version any more.
 */
export async function rehearseBuild(facts: RecordedFacts): Promise<void> {
  const daemon = new RecordedDaemon(facts);
  const stdio = { input: new PassThrough(), output: new PassThrough() };
  serveLoopback(stdio.output, stdio.input, (path, request) =>
    daemon.answer(baseName(path), request),
  );
  const own = image(`docker.io/org/grocker-frontend:latest@${digest}`, { platform });
  await serve({
    environment: parseEnvironment({
      BUILDKIT_SESSION_ID: 'session',
      BUILDKIT_WORKERS: JSON.stringify([{ id: 'worker', labels: {}, platforms: [platform] }]),
      BUILDKIT_EXPORTEDPRODUCT: 'moby',
      BUILDKIT_FRONTEND_OPT_0: `filename=${facts.definition.name}`,
      BUILDKIT_FRONTEND_OPT_1: 'cmdline=org/grocker-frontend',
    }),
    stdio,
    own: Promise.resolve(encodeDefinition(marshal(own, { platform }))),
  });
  if (daemon.end?.result === undefined) throw new Error(daemon.end?.error?.message ?? 'no end');
}
