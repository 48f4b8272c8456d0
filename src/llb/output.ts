import type { Platform } from './platform.ts';
import type { Vertex } from './vertex.ts';

/** One output of a vertex: a filesystem. */
export interface Output {
  /** Absent for an empty filesystem. */
  readonly vertex?: Vertex;
  readonly index: number;
  /** What a process on it runs as, unless it says otherwise. */
  readonly platform?: Platform;
}
