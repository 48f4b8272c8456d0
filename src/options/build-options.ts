import type { BuildPlatform } from './platform.ts';
import type { VersionControl } from './vcs.ts';

/** The options of the client, parsed: those of `docker buildx build`, with BuildKit's names. */
export interface BuildOptions {
  /** Path of grocker.yml in the local files `definitionName`; absent: grocker.yml, then .grocker.yml. */
  readonly filename?: string;
  readonly target?: string;
  /** In the order given, each once; empty: the builder's own. */
  readonly platforms: readonly BuildPlatform[];
  /** Whether the result is an index even for one platform. */
  readonly multiPlatform: boolean;
  /** All but those that have a meaning of their own. */
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** `all`, or names of stages. */
  readonly noCache: 'all' | readonly string[];
  readonly cacheImports: readonly CacheImport[];
  readonly imageResolveMode: 'default' | 'pull' | 'local';
  readonly addHosts: readonly { readonly host: string; readonly ip: string }[];
  /** Size of /dev/shm in bytes. */
  readonly shmSize?: number;
  readonly ulimits: readonly Ulimit[];
  readonly hostname?: string;
  readonly cgroupParent?: string;
  /** For steps that have a network. */
  readonly network: 'sandbox' | 'host' | 'none';
  readonly resources: Resources;
  readonly sourceDateEpoch?: number | 'context';
  /** Prefix of every cache mount's id. */
  readonly cacheNamespace?: string;
  readonly proxy: Proxy;
  /** Named contexts: `NAME` or `NAME::PLATFORM` → `docker-image://…`, `git@…`, `https://…`, `oci-layout://…`, `local:…`, `input:…`. */
  readonly contexts: Readonly<Record<string, string>>;
  /** JSON of the metadata of `input:NAME`, by NAME. */
  readonly inputMetadata: Readonly<Record<string, string>>;
  readonly context: MainContext;
  /** Name of the local files that hold grocker.yml. */
  readonly definitionName: string;
  /** True where grocker.yml is local even though the context is not. */
  readonly definitionIsLocal: boolean;
  /** A question about the build in place of a build: `frontend.lint` … */
  readonly requestId?: string;
  /** Frontend capabilities that the client depends on. */
  readonly requiredCapabilities: readonly string[];
  /** Session of local files, by their name, where it is not the build's own. */
  readonly localSessionIds: Readonly<Record<string, string>>;
  /** Hints that keep transfers of one directory together: `localdir:NAME` → key. */
  readonly sharedKeys: Readonly<Record<string, string>>;
  readonly versionControl: VersionControl;
  readonly attestations: Attestations;
  /** Stages that have a bill of materials beside the image's. */
  readonly scannedStages: 'all' | readonly string[];
  /** Whether the image carries its own cache manifest. */
  readonly inlineCache: boolean;
  /** The frontend that the client requested instead of the one in the first line. */
  readonly syntax?: string;
  /** Reference of this frontend's own image. */
  readonly source?: string;
}

export interface CacheImport {
  /** registry, local, gha, s3 … */
  readonly type: string;
  readonly attrs: Readonly<Record<string, string>>;
}

/** Where -1 is no limit. */
export interface Ulimit {
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

/** Limits of a step's container. */
export interface Resources {
  /** Bytes. */
  readonly memory?: number;
  /** Bytes, memory and swap together; -1: no limit. */
  readonly memorySwap?: number;
  readonly cpuShares?: number;
  /** Microseconds. */
  readonly cpuPeriod?: number;
  /** Microseconds. */
  readonly cpuQuota?: number;
  /** `0-3,5` */
  readonly cpusetCpus?: string;
  readonly cpusetMems?: string;
}

/** Proxies of the steps; they are not part of the cache key and never of the image. */
export interface Proxy {
  readonly http?: string;
  readonly https?: string;
  readonly ftp?: string;
  readonly no?: string;
  readonly all?: string;
}

export interface MainContext {
  /** Name of the local files, also of the option that names a git or http context. */
  readonly localName: string;
  /** A git or http url; absent: local files, or an input. */
  readonly source?: string;
  readonly subdirectory?: string;
  /** Keep .git of a git context; absent: as the url says. */
  readonly keepGitDirectory?: boolean;
}

export interface Attestations {
  readonly sbom?: {
    /** Image of the scanner; absent: the frontend lists what the image has. */
    readonly generator?: string;
    readonly parameters: Readonly<Record<string, string>>;
  };
  readonly provenance?: Readonly<Record<string, string>>;
}
