import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Help } from '../diagnostics/help.ts';
import { exitCode } from '../gateway/error-details.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import type { BuildOptions } from '../options/build-options.ts';

const REMEDY: Help =
  'Leave out `--network none`, or commit what `grocker lock` writes: with both locks no step needs a network.';

/** A failure of a step to reach a server, where the client gave steps no network: the remedy is another option. */
export function withoutNetwork(
  error: unknown,
  { network }: Pick<BuildOptions, 'network'>,
): unknown {
  if (network !== 'none' || !(error instanceof DiagnosticError) || !isOfStep(error)) return error;
  const diagnostics = error.diagnostics.map((each): Diagnostic =>
    each.code === 'network-unreachable' ? { ...each, help: REMEDY } : each,
  );
  return new DiagnosticError(diagnostics, { cause: error.cause });
}

/** The daemon's own fetches use its own network; an error from the answer of a step has no cause. */
function isOfStep({ cause }: DiagnosticError): boolean {
  return !(cause instanceof GatewayError) || exitCode(cause.status) !== undefined;
}
