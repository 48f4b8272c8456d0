/** Where several platforms are built at once, the one that a vertex is for. */
export interface NamedPlatform {
  /** As `linux/arm64`; absent where there is one alone. */
  readonly platformName?: string;
}

/**
 * What a person sees of a vertex, as BuildKit's frontend for Dockerfiles has it: `[root] apt: curl`, and
 * `[linux/arm64 root] apt: curl` where several platforms are built at once.
 */
export function vertexName({ platformName }: NamedPlatform, stage: string, title: string): string {
  return `[${platformName === undefined ? '' : `${platformName} `}${stage}] ${title}`;
}
