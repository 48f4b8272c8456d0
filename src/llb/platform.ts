/** A platform as the OCI image specification defines it, in its normal form (arm64 without variant). */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
  readonly osFeatures?: readonly string[];
}
