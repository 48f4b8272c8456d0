import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Output } from '../llb/llb.ts';
import type { Platform } from '../plan/plan.ts';
import type { WheelPythons } from '../python/wheel-pythons.ts';
import type { SourceOrigin } from '../result/oci-labels.ts';
import type { Planned } from './planned.ts';

/** Parameters that are not part of the plan. */
export interface BuildRequest {
  /** A stage, or the name of a service. */
  readonly target: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Where the context is a repository, or the client says so. */
  readonly origin: SourceOrigin;
  /** Seconds since 1970, where the client names a time. */
  readonly created?: number;
  /** Whether the result has a bill of materials, and which stages have one, too. */
  readonly sbom?: { readonly scannedStages: 'all' | readonly string[] };
}

/** The result of a target for one platform. */
export interface Built {
  readonly platform: Platform;
  readonly output: Output;
  /** OCI image configuration, JSON; absent if the target is files and no image. */
  readonly config?: string;
  /** The time of an image whose system is locked, in seconds since 1970. */
  readonly created?: number;
  readonly warnings: readonly Diagnostic[];
  /** The requested bills of materials: a file each. */
  readonly sboms?: readonly { readonly output: Output; readonly path: string }[];
}

/** The effects of a target: it runs steps and reads their output. */
export interface TargetPorts {
  readonly files: Inputs['files'];
  /** Runs what an output needs; a failure is a GatewayError. */
  readonly run: (output: Output) => Promise<void>;
  /** Runs what an output needs and reads one file of it; `foreign`: of a step that ran a package's code. */
  readonly readFile: (output: Output, path: string, foreign?: 'foreign') => Promise<string>;
  /** Runs what an output needs and lists one directory of it. */
  readonly names: (output: Output, directory: string) => Promise<readonly string[]>;
  /** Called when nothing remains but to wait for the daemon. */
  readonly waiting: () => void;
  /** For which Pythons a release has wheels, by the index. */
  readonly releasedWheels?: (requirement: string) => Promise<WheelPythons | undefined>;
  /** The digest of the vertex that makes an output; undefined for an empty filesystem. */
  readonly digest: (output: Output) => string | undefined;
}

/** Makes a target of what is planned for one platform. */
export type BuildTarget = (
  ports: TargetPorts,
  request: BuildRequest,
  planned: Planned,
) => Promise<Built>;
