import type { Attempt } from './attempt.ts';
import {
  planPlatform,
  readSpec,
  type BuildRequest,
  type Built,
  type PlannedImage,
} from './build.ts';
import type { BuildPorts } from './build-ports.ts';
import { buildRequirements } from './facts/build-requirements.ts';
import { EngineFacts } from './facts/engine-facts.ts';
import type { FactSource } from './facts/fact-source.ts';
import { lockedRepositories, platformName, systemLockPath } from './facts/system-lock.ts';
import { failureKind } from './gateway/failure-kind.ts';
import { GatewayError } from './gateway/gateway-error.ts';
import { textFiles } from './graph/text-files.ts';
import type { Platform } from './plan/plan.ts';
import type { LockedBuild, LockedImage } from './system/grocker-lock.ts';
import { mergedImages } from './system/merged-images.ts';
import { writeGrockerLock } from './system/write-grocker-lock.ts';

/**
 * The target `lock`: the files to commit, for every platform that was asked for and for every
 * service. Resolvers are asked again though their answers are cached.
 *
 * @param fetch who fetches the files of the index; see Attempt.
 */
export async function lockTarget(
  ports: BuildPorts,
  request: BuildRequest,
  platforms: readonly Platform[],
  fetch: Attempt['fetch'] = 'daemon',
): Promise<readonly Built[]> {
  try {
    return await lockFiles(new EngineFacts(withFetch(ports, fetch), true), request, platforms);
  } catch (error) {
    if (!(error instanceof GatewayError) || fetch === 'step') throw error;
    const isClosed = ['denied', 'network'].includes(failureKind(error.status));
    if (!isClosed) throw error;
    return lockTarget(ports, request, platforms, 'step');
  }
}

async function lockFiles(
  source: FactSource,
  { buildArgs: args }: BuildRequest,
  platforms: readonly Platform[],
): Promise<readonly Built[]> {
  const whole = await readSpec(source, { target: 'runner', args });
  const images: LockedImage[] = [];
  for (const target of ['runner', ...whole.services]) {
    const locked = await Promise.all(
      platforms.map(async (platform) => {
        const spec = await readSpec(source, { target, args });
        const planned = await planPlatform(source, spec, platform, 'made');
        const builds = await buildRequirements(source, planned.plan, planned.target);
        return lockedImageOf(planned, builds);
      }),
    );
    images.push(...locked);
  }
  const texts = { [systemLockPath(whole)]: writeGrockerLock({ images: mergedImages(images) }) };
  // One result, whatever the number of platforms.
  return platforms
    .slice(0, 1)
    .map((platform) => ({ platform, output: textFiles(texts), warnings: [] }));
}

function withFetch(ports: BuildPorts, fetch: Attempt['fetch']): BuildPorts {
  return {
    ...ports,
    steps: (platform) => {
      const steps = ports.steps(platform);
      return { ...steps, settings: { ...steps.settings, fetch } };
    },
  };
}

function lockedImageOf(
  { spec, plan, system, target }: PlannedImage,
  builds: readonly LockedBuild[],
): LockedImage {
  const { version, executable, libc } = plan.python;
  const stage = (name: keyof typeof system) => ({
    requested: plan.system[name].requested,
    packages: system[name],
  });
  return {
    platform: platformName(plan.platform),
    base: spec.runtime.image,
    reference: plan.base.reference,
    python: { version, executable, libc, freeThreaded: target.interpreter.freeThreaded },
    repositories: lockedRepositories(spec),
    stages: {
      interpreter: stage('interpreter'),
      root: stage('root'),
      compiler: stage('compiler'),
    },
    builds,
  };
}
