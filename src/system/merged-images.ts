import { systemStages, type LockedImage } from './grocker-lock.ts';

/**
 * Images that were asked for the same become one, which builds all that any of them builds: services
 * that differ in their Python packages alone share what they stand on.
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
    else merged.set(key, { ...known, builds: mergedBuilds(known, image) });
  }
  return [...merged.values()];
}

function mergedBuilds(...images: readonly LockedImage[]): LockedImage['builds'] {
  const builds = images.flatMap((image) => image.builds);
  return [...new Map(builds.map((build) => [`${build.name} ${build.source}`, build])).values()];
}
