import type { Distribution, DistributionSource } from '../lock/model.ts';
import { mirroredUrl } from '../plan/mirrored-url.ts';
import type { Spec } from '../spec/spec.ts';

/**
 * The requirement that resolves to exactly what a lock pins: PEP 508, or a url if only building tells a name.
 * Undefined if nothing is pinned.
 */
export function pinnedRequirement(
  spec: Spec,
  { name, version, source, isNameless }: Omit<Distribution, 'extras'>,
  extras: readonly string[] = [],
): string | undefined {
  const asked = extras.length === 0 ? '' : `[${extras.join(',')}]`;
  const url = sourceUrl(spec, source);
  if (url === undefined) return version === null ? undefined : `${name}${asked}==${version}`;
  return isNameless ? `${url}${asked}` : `${name}${asked} @ ${url}`;
}

/** The url of a path of the context where steps/resolve.py finds it. */
export function contextUrl(path: string): string {
  return `file:///run/grocker/context/${encodeURI(path)}`;
}

function sourceUrl(spec: Spec, source: DistributionSource): string | undefined {
  switch (source.kind) {
    case 'wheel':
    case 'sdist':
      return source.direct && mirroredUrl(spec, source.url) + fragment(source);
    case 'git':
      return `git+${mirroredUrl(spec, source.url)}@${source.commit}${fragment(source)}`;
    case 'file':
    case 'directory':
      return contextUrl(source.path);
    case 'unlocated': {
      const { choice } = source;
      return choice?.url && mirroredUrl(spec, choice.url) + fragment({ ...choice, sha256: null });
    }
    case 'unavailable':
      return undefined;
  }
}

interface Fragment {
  readonly sha256?: string | null;
  readonly subdirectory?: string;
}

function fragment({ sha256 = null, subdirectory }: Fragment): string {
  const parts = [
    ...(sha256 === null ? [] : [`sha256=${sha256}`]),
    ...(subdirectory === undefined ? [] : [`subdirectory=${subdirectory}`]),
  ];
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
}
