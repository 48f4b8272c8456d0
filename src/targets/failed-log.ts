import { readFailure } from '../failures/failure.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { LOG_ANSWER } from '../graph/wheels.ts';
import type { Planned } from './planned.ts';
import type { TargetPorts } from './target.ts';

/**
 * The whole output of a failed build, for which it is run again: a daemon keeps no output of a
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
  const logs = [...stages.wheels.values()].flatMap((wheel) => [...(wheel.logs ?? [])]);
  const log = logs.find(([compiled]) => ports.digest(compiled) === failed)?.[1];
  if (log === undefined) return undefined;
  try {
    return await ports.readFile(log(), LOG_ANSWER, 'foreign');
  } catch {
    // The failure is reported without it.
    return undefined;
  }
}
