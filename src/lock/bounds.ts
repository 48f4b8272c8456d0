/** Limits of a lock; one that exceeds them is rejected, before or while it is read. */
export const lockBounds = {
  /** UTF-16 code units of one file. */
  fileLength: 32 * 1024 * 1024,
  /** Packages of a lock, requirements of all files together. */
  packages: 50_000,
  /** Files that name one another with -r and -c, one inside the other. */
  includeDepth: 16,
  /** Arrays and inline tables, one inside the other. */
  nesting: 64,
} as const;
