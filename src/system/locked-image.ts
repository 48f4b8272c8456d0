import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Located, Span } from '../diagnostics/span.ts';
import { systemStages, type LockedRepository, type ReadImage } from './grocker-lock.ts';
import { lockRemedy } from './lock-remedy.ts';
import { staleLock } from './stale-lock.ts';

/** The system settings of grocker.yml that a lock depends on. */
export interface SystemRequest {
  /** `linux/amd64` */
  readonly platform: string;
  /** The base image as the runtime names it, and where. */
  readonly base: { readonly value: string; readonly span?: Span };
  readonly repositories: readonly LockedRepository[];
  /** The packages that each stage names. */
  readonly requested: Readonly<Record<(typeof systemStages)[number], readonly Located<string>[]>>;
}

/**
 * The image of a lock that was made for exactly this, or what is different: grocker.yml, or the
 * platform, is not the one that was locked.
 */
export function lockedImage(
  file: string,
  images: readonly ReadImage[],
  request: SystemRequest,
): ReadImage | Diagnostic {
  const platforms = [...new Set(images.map(({ platform }) => platform))];
  const candidates = images.filter(({ platform }) => platform === request.platform);
  const compared = candidates.map((image) => ({ image, stale: differences(file, image, request) }));
  const [nearest] = compared.sort((a, b) => distance(a.stale) - distance(b.stale));
  if (nearest === undefined) {
    const asked = [...platforms, request.platform].sort();
    const span = images[0]?.place() ?? startOf(file);
    return staleLock(`${file} is not made for ${request.platform}`, span, { platforms: asked });
  }
  const [difference] = nearest.stale;
  return difference === undefined
    ? nearest.image
    : { ...difference.diagnostic, help: lockRemedy(platforms) };
}

interface Difference {
  readonly diagnostic: Diagnostic;
  /** How many things are not the same. */
  readonly count: number;
}

function distance(differences: readonly Difference[]): number {
  return differences.reduce((sum, { count }) => sum + count, 0);
}

function differences(file: string, image: ReadImage, request: SystemRequest): Difference[] {
  const found: Difference[] = [];
  const report = (span: Span, message: string, related?: Diagnostic['related'], count = 1) => {
    const text = `${file} no longer matches grocker.yml: ${message}`;
    found.push({ diagnostic: staleLock(text, span, related && { related }), count });
  };
  const { base, repositories } = request;
  if (image.base !== base.value) {
    const related = base.span && [{ message: 'requested here', span: base.span }];
    report(image.place('base'), `it is made for ${image.base}, not for ${base.value}`, related);
  }
  if (repositoriesText(image.repositories) !== repositoriesText(repositories)) {
    report(image.place('repository'), 'it is made with other repositories');
  }
  for (const stage of systemStages) {
    const locked = image.stages[stage].requested;
    const asked = request.requested[stage];
    const added = asked.filter(({ value }) => !locked.includes(value));
    const removed = locked.filter((name) => !asked.some(({ value }) => value === name));
    if (added.length > 0) {
      const names = added.map(({ value }) => value).join(', ');
      const related = added.map(({ span }) => ({ message: 'requested here', span }));
      report(
        image.place(stage, 'requested'),
        `it is made without ${names}`,
        related,
        added.length + removed.length,
      );
    } else if (removed.length > 0) {
      report(
        image.place(stage, 'requested'),
        `it is made with ${removed.join(', ')}, which nothing requires`,
      );
    } else if (locked.join(' ') !== asked.map(({ value }) => value).join(' ')) {
      report(image.place(stage, 'requested'), `its packages of ${stage} are in another order`);
    }
  }
  return found;
}

function repositoriesText(repositories: readonly LockedRepository[]): string {
  return repositories
    .map(({ id, line, key = '' }) => JSON.stringify([id, line, key]))
    .sort()
    .join();
}

function startOf(file: string): Span {
  const start = { line: 1, column: 1 };
  return { file, start, end: start };
}
