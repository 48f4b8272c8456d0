import type { Located, Span } from '../diagnostics/span.ts';
import type { Spec } from '../spec/spec.ts';
import type { PlannedPlace, SystemStage } from './plan.ts';

/** Keys of grocker.yml that make steps of their own. */
const KEYS = [
  ...['user', 'volumes', 'workdir', 'setuid', 'time_zone', 'locales', 'certificates'],
  ...['repositories', 'base', 'check'],
] as readonly Exclude<PlannedPlace, 'packages'>[];

/** Keys that say what is installed, the first of them that is written comes first. */
const PACKAGES = ['lock', 'release', 'project', 'packages', 'source'];

/** Where grocker.yml has what makes steps of its own. */
export function plannedPlaces({
  places,
}: Pick<Spec, 'places'>): Partial<Record<PlannedPlace, Span>> {
  const packages = PACKAGES.map((key) => places[key]).find((span) => span !== undefined);
  const own = KEYS.flatMap((key) => {
    const span = places[key];
    return span === undefined ? [] : [[key, span] as const];
  });
  return { ...Object.fromEntries(own), ...(packages && { packages }) };
}

/** Where the system packages of a stage are asked for; undefined where nobody wrote of them. */
export function systemPlace(
  { dependencies, runtime }: Pick<Spec, 'dependencies' | 'runtime'>,
  stage: SystemStage,
): Span | undefined {
  if (stage === 'interpreter') return runtime.span;
  return spanAcross(stage === 'root' ? dependencies.run : dependencies.build) ?? runtime.span;
}

/** From the first to the last text of a list. */
export function spanAcross(texts: readonly Located<string>[]): Span | undefined {
  const [first, last] = [texts[0]?.span, texts.at(-1)?.span];
  if (first === undefined || last?.file !== first.file) return first;
  return { file: first.file, start: first.start, end: last.end };
}
