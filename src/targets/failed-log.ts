import { readFailure } from '../failures/failure.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { KEPT } from '../graph/application-files.ts';
import { LOG_ANSWER } from '../graph/step.ts';
import type { Planned } from './planned.ts';
import type { TargetPorts } from './target.ts';

/**
 * The whole output of a failed build or command of `steps`, for which it is run again: a daemon keeps no output of a
 * failed step, and sends its log only to the client. Undefined if another step failed, or if there
 * is not an output.
 */
export async function failedLog(
  ports: TargetPorts,
  { stages }: Planned,
  error: unknown,
): Promise<string | undefined> {
  if (!(error instanceof GatewayError)) return undefined;
  const { digest: failed, kind } = readFailure(error);
  if (failed === undefined || kind !== 'process') return undefined;
  const compiling = [...stages.wheels.values()].flatMap((wheel) =>
    [...(wheel.logs ?? [])].map(([made, log]) => ({ made, log, path: LOG_ANSWER })),
  );
  // Commands of `steps` write into a directory that the image's user owns.
  const running = stages.steps.map(({ ran, log }) => ({ made: ran, log, path: KEPT + LOG_ANSWER }));
  const found = [...compiling, ...running].find(({ made }) => ports.digest(made) === failed);
  if (found === undefined) return undefined;
  try {
    return await ports.readFile(found.log(), found.path, 'foreign');
  } catch {
    // The failure is reported without it.
    return undefined;
  }
}
