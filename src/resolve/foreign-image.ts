import type { Platform } from '../plan/plan.ts';

/** The builder's own platform, which runs no programs of the image's. */
export interface ForeignImage {
  readonly host: Platform;
  /** The base image for the host that grocker.lock has; absent: the one that the registry has. */
  readonly reference?: string | undefined;
  /** Whether a lock is made of it: the system packages of the image are looked up, and not installed. */
  readonly isLocked?: boolean;
}
