const DEFAULT_REGISTRY = 'docker.io';
const LEGACY_REGISTRY = 'index.docker.io';

/**
 * An image reference with its registry, repository and tag spelt out, as
 * ParseNormalizedNamed and TagNameOnly of the module distribution/reference do:
 * "debian" is "docker.io/library/debian:latest".
 */
export function imageReference(familiar: string): string {
  const slash = familiar.indexOf('/');
  const first = familiar.slice(0, Math.max(slash, 0));
  const named = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const registry = named && first !== LEGACY_REGISTRY ? first : DEFAULT_REGISTRY;
  const path = named ? familiar.slice(slash + 1) : familiar;
  const official = registry === DEFAULT_REGISTRY && !path.includes('/');
  return `${registry}/${official ? 'library/' : ''}${path}${/[:@]/.test(path) ? '' : ':latest'}`;
}
