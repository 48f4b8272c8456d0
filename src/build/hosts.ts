import { RAN, runSmallestProgram } from '../graph/smallest-program.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { GatewayInputs } from '../inputs/gateway-inputs.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { formatPlatform } from '../options/platform.ts';
import { Capability } from '../llb/llb.ts';
import type { Platform } from '../plan/plan.ts';
import { supportedPlatform } from './requested-platforms.ts';

/** Undefined for a platform whose programs the builder runs. */
export type Hosts = (platform: Platform) => Platform | undefined;

/**
 * For each platform whose programs the builder cannot run, its own. A platform that it does not list is tried,
 * because BuildKit's image has emulators that no list names (solver/llbsolver/ops/exec_binfmt.go).
 */
export async function hosts(
  { environment: { workers }, llbCapabilities }: Pick<Gateway, 'environment' | 'llbCapabilities'>,
  inputs: Pick<GatewayInputs, 'platform' | 'solver'>,
  platforms: readonly Platform[],
): Promise<Hosts> {
  const listed = workers.flatMap(({ platforms }) => platforms);
  const unlisted = platforms.filter(
    ({ os, architecture }) =>
      listed.length > 0 &&
      !listed.some((each) => each.os === os && each.architecture === architecture),
  );
  const canEndWith = llbCapabilities.supports(Capability.execValidExitCode);
  const found = await Promise.all(
    unlisted.map(async (platform) =>
      (await runs(inputs, platform, canEndWith)) ? [] : [platform],
    ),
  );
  const foreign = new Set(found.flat().map(formatPlatform));
  if (foreign.size === 0) return () => undefined;
  const own = supportedPlatform(inputs.platform);
  return (platform) => (foreign.has(formatPlatform(platform)) ? own : undefined);
}

/** Whether the builder runs programs of a platform. */
export async function runs(
  { solver }: Pick<GatewayInputs, 'solver'>,
  platform: Platform,
  canEndWith: boolean,
): Promise<boolean> {
  try {
    return (await solver.names(runSmallestProgram(platform, canEndWith), '/')).includes(RAN);
  } catch (error) {
    if (error instanceof GatewayError) return false;
    throw error;
  }
}
