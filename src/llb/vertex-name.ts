/** Where several platforms are built at once, the one that a vertex is for. */
export interface NamedPlatform {
  /** As `linux/arm64`; absent if there is only one. */
  readonly platformName?: string;
}

/**
 * The displayed name of a vertex, as in BuildKit's frontend for Dockerfiles: `[root] apt: curl`, and
 * `[linux/arm64 root] apt: curl` where several platforms are built at once.
 */
export function vertexName({ platformName }: NamedPlatform, stage: string, title: string): string {
  return `[${platformName === undefined ? '' : `${platformName} `}${stage}] ${title}`;
}
