import { systemStages, type LockedImage } from './grocker-lock.ts';

/**
 * Images with the same request become one, which has the builds of all of them: services that
 * differ only in their Python packages share their base.
 */
export function mergedImages(images: readonly LockedImage[]): LockedImage[] {
  const merged = new Map<string, LockedImage>();
  for (const image of images) {
    const key = JSON.stringify([
      image.platform,
      image.base,
      image.repositories,
      systemStages.map((stage) => image.stages[stage].requested),
    ]);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, image);
    else merged.set(key, united(known, image));
  }
  return [...merged.values()];
}

function united(...images: readonly [LockedImage, ...LockedImage[]]): LockedImage {
  const builds = images.flatMap((image) => image.builds);
  const resolutions = images.flatMap((image) => image.resolutions);
  return {
    ...images[0],
    builds: unique(builds, ({ name, source }) => `${name} ${source}`),
    resolutions: unique(resolutions, ({ question }) => question),
    downloads: unique(
      images.flatMap(({ downloads }) => downloads),
      ({ url }) => url,
    ),
    assets: unique(
      images.flatMap(({ assets }) => assets),
      ({ from }) => from,
    ),
  };
}

function unique<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
