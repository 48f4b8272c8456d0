import { runSmallestProgram } from '../graph/smallest-program.ts';
import type { Environment } from '../gateway/environment.ts';
import type { GatewayInputs } from '../inputs/gateway-inputs.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { formatPlatform } from '../options/platform.ts';
import type { Platform } from '../plan/plan.ts';
import { supportedPlatform } from './requested-platforms.ts';

/** Undefined for a platform whose programs the builder runs. */
export type Hosts = (platform: Platform) => Platform | undefined;

/**
 * For each platform whose programs the builder cannot run, its own. A platform that it does not list is tried,
 * because BuildKit's image has emulators that no list names (solver/llbsolver/ops/exec_binfmt.go).
 */
export async function hosts(
  { workers }: Environment,
  inputs: Pick<GatewayInputs, 'platform' | 'solver'>,
  platforms: readonly Platform[],
): Promise<Hosts> {
  const listed = workers.flatMap(({ platforms }) => platforms);
  const unlisted = platforms.filter(
    ({ os, architecture }) =>
      listed.length > 0 &&
      !listed.some((each) => each.os === os && each.architecture === architecture),
  );
  const found = await Promise.all(
    unlisted.map(async (platform) => ((await runs(inputs, platform)) ? [] : [platform])),
  );
  const foreign = new Set(found.flat().map(formatPlatform));
  if (foreign.size === 0) return () => undefined;
  const own = supportedPlatform(inputs.platform);
  return (platform) => (foreign.has(formatPlatform(platform)) ? own : undefined);
}

async function runs(
  { solver }: Pick<GatewayInputs, 'solver'>,
  platform: Platform,
): Promise<boolean> {
  try {
    await solver.run(runSmallestProgram(platform));
    return true;
  } catch (error) {
    if (error instanceof GatewayError) return false;
    throw error;
  }
}
