import type { ExecOptions, NamedPlatform, Output } from '../llb/llb.ts';
import type { ContextOrigin, Foundation, Platform } from '../plan/plan.ts';

/** How steps are run. */
export interface StepContext extends NamedPlatform {
  readonly platform: Platform;
  /** The frontend's own image: uv and the steps. */
  readonly tools: Output;
  readonly settings: GraphSettings;
}

/** The inputs of the stages besides the packages: origins of files, and settings of steps. */
export interface GraphContext extends StepContext {
  readonly foundation: Foundation;
  readonly base: Output;
  /** A directory or file of the build context, at the same path in the output. */
  readonly contextFiles: (origin: ContextOrigin) => Output;
  /** The filesystem of an image, or of a context that the client named. */
  readonly image: (reference: string) => Output;
  /** The stages of the host on which steps run, if none of the image's programs run on the builder. */
  readonly host?: GraphContext;
}

/** Settings of the invocation: they reach every step and change none of its results. */
export interface GraphSettings {
  /** Proxy, extra hosts, limits and the like, as `docker buildx build` gave them. */
  readonly exec: Partial<
    Pick<
      ExecOptions,
      'proxy' | 'extraHosts' | 'ulimits' | 'shmSize' | 'cgroupParent' | 'hostname' | 'resources'
    >
  >;
  /** For steps that have a network. */
  readonly network: 'sandbox' | 'host' | 'none';
  /** Prefix of cache mount ids (BUILDKIT_CACHE_MOUNT_NS), empty for none. */
  readonly cacheNamespace: string;
  /** Names of the stages that are built without cache, or all. */
  readonly noCache: 'all' | readonly string[];
  /** The fetcher of index files: the daemon, or a step with the secrets of the index. */
  readonly fetch: 'daemon' | 'step';
  /** The fetcher of system packages, where it is not the daemon. */
  readonly systemFetch?: 'step';
  /** A second attempt: a failed source must not be reused for one with the same checksum elsewhere. */
  readonly refresh?: boolean;
  /** Whether the daemon supports MergeOp (pb.CapMergeOp). */
  readonly canMerge: boolean;
  /** Whether the daemon can change the modes of what it copies by words, as chmod(1) does. */
  readonly canChangeModes: boolean;
  /** Whether the daemon can leave out the content of a mount where it looks whether a step is cached. */
  readonly canIgnoreContent: boolean;
  /** Whether builders share a cache, which then includes the answers that the graph was made from. */
  readonly sharesCache: boolean;
}

export type StageName = 'interpreter' | 'root' | 'compiler' | 'wheels' | 'runner' | 'check';
