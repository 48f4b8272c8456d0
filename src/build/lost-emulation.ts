import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { GatewayInputs } from '../inputs/gateway-inputs.ts';
import { Capability } from '../llb/llb.ts';
import { formatPlatform } from '../options/platform.ts';
import { foreignRemedy } from '../plan/foreign-programs.ts';
import type { Platform } from '../plan/plan.ts';
import { runs } from './hosts.ts';

/**
 * The reason of a failed build for platforms that a builder lists and whose programs it does not run: it reads its emulators
 * when it starts, and they are gone after a restart of the machine. The kernel then refuses the first program of each step
 * (ENOEXEC, `exec format error`), which the daemon reports as the exit code of the step. Any other error is returned as
 * it is.
 */
export async function explainLostEmulation(
  error: unknown,
  { llbCapabilities }: Pick<Gateway, 'llbCapabilities'>,
  inputs: Pick<GatewayInputs, 'platform' | 'solver'>,
  platforms: readonly Platform[],
): Promise<unknown> {
  if (!isOfDaemon(error)) return error;
  const canEndWith = llbCapabilities.supports(Capability.execValidExitCode);
  const others = platforms.filter(
    ({ architecture }) => architecture !== inputs.platform.architecture,
  );
  const lost = await Promise.all(
    others.map(async (platform) =>
      (await runs(inputs, platform, canEndWith)) ? [] : [diagnostic(platform)],
    ),
  );
  return lost.flat().length === 0 ? error : new DiagnosticError(lost.flat(), { cause: error });
}

/** The errors of a plan are about the user's files, and no program of the platform has a part in them. */
function isOfDaemon(error: unknown): boolean {
  return (
    error instanceof GatewayError || (error instanceof Error && error.cause instanceof GatewayError)
  );
}

function diagnostic(platform: Platform): Diagnostic {
  const name = formatPlatform(platform);
  return {
    code: 'foreign-program',
    severity: 'error',
    message: `the builder lists ${name}, but does not run programs of it (exec format error): its emulator is gone`,
    help: foreignRemedy(platform),
  };
}
