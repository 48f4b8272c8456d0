import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RecordedFacts } from '../facts/recorded-facts.ts';
import type { Graph } from '../graph/graph.ts';
import type { Output } from '../llb/llb.ts';
import type { Plan } from '../plan/plan.ts';
import type { ProjectFiles } from '../project/project.ts';
import type { PythonTarget } from '../python/target.ts';
import type { PinnedFiles } from '../resolve/pinned-files.ts';
import type { RuntimeBase } from '../resolve/runtime-base.ts';
import type { BaseImageConfig } from '../result/oci-image.ts';
import type { Spec } from '../spec/spec.ts';

/** A plan, the spec that it follows, and what the image's configuration takes from the base image. */
export interface PlannedImage {
  /** With a runtime chosen where none was named. */
  readonly spec: Spec;
  readonly plan: Plan;
  readonly base: BaseImageConfig;
  readonly target: PythonTarget;
  /** For each stage, with the urls of a resolver or lock, before `index.mirrors`. */
  readonly system: RuntimeBase['system'];
  readonly files: ProjectFiles;
  readonly pinned: PinnedFiles;
  /** For compiled packages: the incompatible wheels that the lock lists. */
  readonly lockedWheels?: ReadonlyMap<string, readonly string[]>;
  /** The base image's time where it is locked: the same image again then has the same digest. */
  readonly created?: number;
  /** The choice, and its reason. */
  readonly remarks: readonly Diagnostic[];
}

/** Everything that a target can be made of. */
export interface Planned extends PlannedImage {
  readonly stages: Graph;
  readonly facts: RecordedFacts;
  /** The steps that answered a question of the plan. */
  readonly answers: readonly Output[];
}
