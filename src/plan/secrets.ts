/** A secret that a build uses where its client gives it; none is required. */
export interface BuildSecret {
  readonly id: string;
  /**
   * The steps that have it: every step with a network; the steps that query the index, which run no code of a package;
   * or the daemon itself, for repositories.
   */
  readonly for: 'network' | 'index' | 'daemon';
}

/**
 * Every secret, in the order in which steps mount theirs in /run/secrets. steps/index_settings.py reads those of `network`
 * and `index`.
 */
export const buildSecrets: readonly BuildSecret[] = [
  { id: 'ca-certificates', for: 'network' },
  { id: 'netrc', for: 'index' },
  { id: 'uv.toml', for: 'index' },
  { id: 'pip.conf', for: 'index' },
  // An environment variable has no dot in its name.
  { id: 'pip_conf', for: 'index' },
  { id: 'GIT_AUTH_TOKEN', for: 'daemon' },
  { id: 'GIT_AUTH_HEADER', for: 'daemon' },
];

/** The ids of those that are given. */
export function secretsFor(...whom: readonly BuildSecret['for'][]): readonly string[] {
  return buildSecrets.filter((secret) => whom.includes(secret.for)).map(({ id }) => id);
}
