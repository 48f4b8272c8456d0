import type { EngineFactsPorts } from '../facts/engine-facts.ts';
import type { GraphSettings, StepContext } from '../graph/graph-context.ts';
import type { GatewayInputs } from '../inputs/gateway-inputs.ts';
import type { Capabilities } from '../gateway/capabilities.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { Capability } from '../llb/llb.ts';
import type { BuildOptions } from '../options/build-options.ts';
import { ownImage } from '../inputs/own-image.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { Platform } from '../plan/plan.ts';
import type { Hosts } from './hosts.ts';
import type { TargetPorts } from '../targets/target.ts';

/** The effects of a build: it reads files, queries services, and runs steps. */
export type BuildPorts = EngineFactsPorts &
  TargetPorts & {
    /** The builder's own platform, if it runs no programs of this one. */
    readonly host: Hosts;
  };

/** The ports of a frontend that a daemon started. */
export async function daemonPorts(
  gateway: Gateway,
  inputs: GatewayInputs,
  options: BuildOptions,
  platforms: readonly Platform[],
  host: Hosts,
  own: Uint8Array | undefined,
  waiting: () => void,
): Promise<BuildPorts> {
  const settings = graphSettings(options, gateway.llbCapabilities);
  const steps = new Map<string, StepContext>();
  for (const platform of [...platforms, ...platforms.flatMap((each) => host(each) ?? [])]) {
    const named = inputs.named(platform);
    // No step runs on a platform that has a host, and there need not be a frontend for it.
    const tools = await ownImage(gateway, own, options.source, host(platform) ?? platform, named);
    if (tools === undefined) throw unknownOwnImage();
    steps.set(JSON.stringify(platform), { platform, tools, settings, ...named });
  }
  return {
    definition: inputs.definition,
    files: inputs.files,
    ignoreFile: inputs.ignoreFile,
    sourceTree: inputs.sourceTree,
    baseImage: inputs.baseImage,
    base: inputs.base,
    contextFiles: inputs.contextFiles,
    readFile: inputs.readFile,
    readBytes: (output, path, foreign) => inputs.solver.readFile(output, path, foreign),
    steps: (platform) => {
      const found = steps.get(JSON.stringify(platform));
      if (found === undefined) throw new Error('a step for a platform that was not requested');
      return found;
    },
    host,
    run: async (output) => {
      await inputs.solver.run(output);
    },
    names: (output, directory) => inputs.solver.names(output, directory),
    waiting,
    digest: (output) => inputs.solver.digest(output),
  };
}

/** The settings of the invocation as steps take them. */
function graphSettings(options: BuildOptions, can: Capabilities): GraphSettings {
  const { http, https, ftp, no, all } = options.proxy;
  const canMerge = can.supports(Capability.mergeOp);
  return {
    exec: {
      proxy: {
        ...(http !== undefined && { httpProxy: http }),
        ...(https !== undefined && { httpsProxy: https }),
        ...(ftp !== undefined && { ftpProxy: ftp }),
        ...(no !== undefined && { noProxy: no }),
        ...(all !== undefined && { allProxy: all }),
      },
      extraHosts: options.addHosts,
      ulimits: options.ulimits,
      ...(Object.keys(options.resources).length > 0 && { resources: options.resources }),
      ...(options.shmSize !== undefined && { shmSize: options.shmSize }),
      ...(options.hostname !== undefined && { hostname: options.hostname }),
      ...(options.cgroupParent !== undefined && { cgroupParent: options.cgroupParent }),
    },
    network: options.network,
    cacheNamespace: options.cacheNamespace === undefined ? '' : `${options.cacheNamespace}/`,
    noCache: options.noCache,
    fetch: 'daemon',
    canMerge,
    // No daemon announces the ability itself. Those that have this one, which is younger, have it too.
    canChangeModes: can.supports(Capability.sourceGitChecksum),
    canIgnoreContent: can.supports(Capability.execMountContentCache),
    sharesCache: canMerge && can.supports(Capability.diffOp) && options.cacheImports.length > 0,
  };
}

function unknownOwnImage(): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'unknown-frontend-image',
      severity: 'error',
      message:
        'the builder does not report the image of this frontend, so its tools cannot be mounted',
      help: 'Name the frontend in the first line of grocker.yml: # syntax=org/grocker-frontend.',
    },
  ]);
}
