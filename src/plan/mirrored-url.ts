import type { Spec } from '../spec/spec.ts';
import type { SystemPackage } from '../system/model.ts';

/** Where the file of a url is fetched from: `index.mirrors` may have another place for it. */
export function mirroredUrl({ index }: Spec, url: string): string {
  const mirror = index.mirrors.find(({ from }) => url.startsWith(from));
  return mirror === undefined ? url : mirror.to + url.slice(mirror.from.length);
}

export function mirroredPackages(spec: Spec, packages: readonly SystemPackage[]): SystemPackage[] {
  return packages.map((each) => ({ ...each, url: mirroredUrl(spec, each.url) }));
}
