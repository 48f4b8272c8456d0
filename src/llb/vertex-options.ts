import type { Platform } from './platform.ts';
import type { SourceLocation } from './source-location.ts';

/** Options of every vertex; only `platform` and `constraints` change its digest. */
export interface VertexOptions {
  /** Shown as the step's name. */
  readonly name?: string;
  /** Describes the layer that the vertex adds; it is not sent to the daemon. */
  readonly layer?: string;
  /** Free text by key, kept with the vertex. */
  readonly description?: Readonly<Record<string, string>>;
  readonly progressGroup?: ProgressGroup;
  readonly ignoreCache?: boolean;
  /** Whether a cache export holds the result, against the build's own setting. */
  readonly exportCache?: boolean;
  readonly resources?: Resources;
  /** Where people wrote what this vertex does. */
  readonly locations?: readonly SourceLocation[];
  readonly platform?: Platform;
  /** Constraints on the worker, in containerd's filter syntax. */
  readonly constraints?: readonly string[];
}

/** Vertices of one id are shown as one. */
export interface ProgressGroup {
  readonly id: string;
  readonly name: string;
  /** Gives way to a group of another definition that holds the same vertex. */
  readonly weak?: boolean;
}

/** Limits of a container's cgroup; 0 or absent for none. */
export interface Resources {
  /** Bytes. */
  readonly memory?: number;
  /** Bytes, memory and swap together; -1 for no limit. */
  readonly memorySwap?: number;
  readonly cpuShares?: number;
  /** Microseconds. */
  readonly cpuPeriod?: number;
  /** Microseconds. */
  readonly cpuQuota?: number;
  /** Processors, "0-3". */
  readonly cpusetCpus?: string;
  /** Memory nodes, "0,1". */
  readonly cpusetMems?: string;
}
