import { readFailure } from '../failures/failure.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { buildLog, LOG_ANSWER } from '../graph/build-log.ts';
import type { Planned } from './planned.ts';
import type { TargetPorts } from './target.ts';

/** All that a build back end printed before it failed; undefined where another step failed, or it left nothing. */
export async function failedLog(
  ports: TargetPorts,
  { plan, stages }: Planned,
  error: unknown,
): Promise<string | undefined> {
  if (!(error instanceof GatewayError)) return undefined;
  const { executable: python } = plan.python;
  const { interpreter } = stages;
  const log = buildLog(
    ports.steps(plan.platform),
    { interpreter, python },
    readFailure(error).args,
  );
  if (log === undefined) return undefined;
  try {
    return await ports.readFile(log, LOG_ANSWER);
  } catch {
    // The failure is told without it.
    return undefined;
  }
}
