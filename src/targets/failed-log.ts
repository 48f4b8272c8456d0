import { readFailure } from '../failures/failure.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { LOG_ANSWER } from '../graph/wheels.ts';
import type { Planned } from './planned.ts';
import type { TargetPorts } from './target.ts';

/**
 * All that a build printed before it failed, for which it is run again: a daemon keeps nothing of a step that fails, and
 * a log goes to the client alone. Undefined where another step failed, or it left nothing.
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
    return await ports.readFile(log(), LOG_ANSWER);
  } catch {
    // The failure is told without it.
    return undefined;
  }
}
