import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Spec } from '../spec/spec.ts';
import type { LockedBuild, ReadImage } from '../system/grocker-lock.ts';
import { parseRequirement } from '../python/requirement.ts';
import { specifierContains } from '../python/specifier.ts';
import { staleLock } from '../system/stale-lock.ts';
import { buildSource } from './build-source.ts';
import type { Plan, PlannedCompile, PlannedPackage } from './plan.ts';
import { compiledRequirement, wheelRequirement } from './planned-requirement.ts';
import { mayDoWithoutCompiler, onPythonAlone } from './python-alone.ts';

/** `build-system.requires` of the directories of the context, by their paths. */
export type DeclaredRequirements = ReadonlyMap<string, readonly string[]>;

/** The longest chain of builds in which each needs the next. */
const DEPTH = 16;

/**
 * The plan with the build requirements of grocker.lock in it.
 *
 * @throws DiagnosticError with every package that the lock does not tell how to build.
 */
export function withLockedBuilds<P extends Pick<Plan, 'packages'>>(
  spec: Spec,
  plan: P,
  image: Pick<ReadImage, 'builds' | 'place'>,
  declared: DeclaredRequirements,
): P {
  const builds = new LockedBuilds(spec, image, declared);
  const packages = plan.packages.map((planned) =>
    planned.kind === 'wheel' ? planned : builds.locked(planned),
  );
  if (builds.problems.length > 0) throw new DiagnosticError(builds.problems);
  return { ...plan, packages };
}

/** The plan with freshly resolved build requirements. */
export function withBuilds<P extends Pick<Plan, 'packages'>>(
  spec: Spec,
  plan: P,
  builds: readonly LockedBuild[],
): P {
  const place = () => spec.release?.span ?? spec.project?.span ?? START;
  return withLockedBuilds(spec, plan, { builds, place }, new Map());
}

const START: Span = {
  file: 'grocker.yml',
  start: { line: 1, column: 1 },
  end: { line: 1, column: 1 },
};

class LockedBuilds {
  readonly problems: Diagnostic[] = [];
  readonly #spec: Spec;
  readonly #image: Pick<ReadImage, 'builds' | 'place'>;
  readonly #declared: DeclaredRequirements;
  /** The environment of every build, found once, whatever it is for. */
  readonly #requirements = new Map<number, readonly PlannedPackage[]>();
  /** The builds that need each other, the requested one first. */
  readonly #open = new Set<number>();

  constructor(
    spec: Spec,
    image: Pick<ReadImage, 'builds' | 'place'>,
    declared: DeclaredRequirements,
  ) {
    this.#spec = spec;
    this.#image = image;
    this.#declared = declared;
  }

  locked(asPlanned: PlannedCompile): PlannedCompile {
    const source = buildSource(asPlanned);
    const { builds, place } = this.#image;
    const index = builds.findIndex(
      (build) => build.name === asPlanned.name && build.source === source,
    );
    const build = builds[index];
    if (build === undefined) {
      this.problems.push(unknownBuild(asPlanned, this.#image));
      return asPlanned;
    }
    const isPure = build.pure === true && mayDoWithoutCompiler(this.#spec, build.name);
    const planned = isPure ? onPythonAlone(asPlanned) : asPlanned;
    const known = this.#requirements.get(index);
    if (known !== undefined) return { ...planned, requirements: known };
    const at = place('build', index, 'requires');
    if (this.#open.has(index) || this.#open.size === DEPTH) {
      this.problems.push(endlessBuild(build, at));
      return planned;
    }
    const problem =
      staleBuild(build, this.#declared.get(source), at) ?? unmetBuild(build, planned, at);
    if (problem) this.problems.push(problem);
    this.#open.add(index);
    const requirements = [
      ...build.wheels.map((wheel) => wheelRequirement(this.#spec, wheel)),
      ...build.compiled.map((each) => this.locked(compiledRequirement(this.#spec, each))),
    ];
    this.#open.delete(index);
    this.#requirements.set(index, requirements);
    return { ...planned, requirements };
  }
}

function endlessBuild({ name }: LockedBuild, place: Span): Diagnostic {
  const message = `${name} is among its own build requirements, or is the last of more than ${DEPTH} builds in a row`;
  return { ...stale(message, place), code: 'lock-field', severity: 'error' };
}

function unknownBuild(
  { name, version, span }: PlannedCompile,
  image: Pick<ReadImage, 'place'>,
): Diagnostic {
  const place = image.place();
  const named = version === null ? name : `${name} ${version}`;
  const related = span && [{ message: 'installed because of this', span }];
  return stale(`${place.file} does not have the build requirements of ${named}`, place, related);
}

function staleBuild(
  { name, requires }: LockedBuild,
  declared: readonly string[] | undefined,
  place: Span,
): Diagnostic | undefined {
  if (declared === undefined) return undefined;
  const text = (list: readonly string[]) => list.toSorted().join('\n');
  if (text(declared) === text(requires)) return undefined;
  const now = declared.length === 0 ? 'nothing' : declared.join(', ');
  return stale(`${place.file} was made for other build requirements of ${name}: now ${now}`, place);
}

/** The error for a build that was locked with other limits for its requirements, or with none. */
function unmetBuild(
  { name, wheels, compiled }: LockedBuild,
  { constraints = [], extra = [] }: PlannedCompile,
  place: Span,
): Diagnostic | undefined {
  const locked = new Map([...wheels, ...compiled].map((each) => [each.name, each.version]));
  const isUnmet = (text: string, mustBeThere: boolean): boolean => {
    const requirement = parseRequirement(text);
    if (!locked.has(requirement.name)) return mustBeThere && requirement.markerText === undefined;
    const version = locked.get(requirement.name);
    return version !== undefined && !specifierContains(requirement.specifiers, version);
  };
  const unmet =
    constraints.find((text) => isUnmet(text, false)) ?? extra.find((text) => isUnmet(text, true));
  return unmet === undefined
    ? undefined
    : stale(
        `${place.file} was made for other versions of the build requirements of ${name}: now ${unmet}`,
        place,
      );
}

function stale(message: string, span: Span, related?: Diagnostic['related']): Diagnostic {
  return staleLock(message, span, related && { related });
}
