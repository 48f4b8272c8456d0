import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Spec } from '../spec/spec.ts';
import type { LockedBuild, ReadImage } from '../system/grocker-lock.ts';
import { buildSource } from './build-source.ts';
import { mirroredUrl } from './mirrored-url.ts';
import type { BuildRequirement, Plan, PlannedCompile, PlannedPackage } from './plan.ts';

/** `build-system.requires` of the directories of the context, by their paths. */
export type DeclaredRequirements = ReadonlyMap<string, readonly string[]>;

/**
 * The plan with the build requirements of grocker.lock in it.
 *
 * @throws DiagnosticError with every package that the lock does not tell how to build.
 */
export function withLockedBuilds<P extends Pick<Plan, 'packages'>>(
  spec: Spec,
  plan: P,
  image: ReadImage,
  declared: DeclaredRequirements,
): P {
  const problems: Diagnostic[] = [];
  const packages = plan.packages.map((planned): PlannedPackage => {
    if (planned.kind === 'wheel') return planned;
    const source = buildSource(planned);
    const index = image.builds.findIndex(
      (build) => build.name === planned.name && build.source === source,
    );
    const build = image.builds[index];
    const problem =
      build === undefined
        ? unknownBuild(planned, image)
        : staleBuild(build, declared.get(source), image.place('build', index, 'requires'));
    if (problem) problems.push(problem);
    return {
      ...planned,
      requirements: build?.wheels.map((wheel) => requirement(spec, wheel)) ?? [],
    };
  });
  if (problems.length > 0) throw new DiagnosticError(problems);
  return { ...plan, packages };
}

function requirement(spec: Spec, wheel: LockedBuild['wheels'][number]): BuildRequirement {
  const { file, url, sha256, size, span } = wheel;
  return {
    file,
    origin: {
      from: 'url',
      url: mirroredUrl(spec, url),
      sha256,
      ...(size !== undefined && { size }),
    },
    ...(span && { span }),
  };
}

function unknownBuild({ name, version, span }: PlannedCompile, image: ReadImage): Diagnostic {
  const place = image.place();
  const named = version === null ? name : `${name} ${version}`;
  const related = span && [{ message: 'installed because of this', span }];
  return stale(`${place.file} does not tell what ${named} is built with`, place, related);
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
  return stale(
    `${place.file} was made when ${name} was built with other requirements: now with ${now}`,
    place,
  );
}

function stale(message: string, span: Span, related?: Diagnostic['related']): Diagnostic {
  return {
    code: 'lock-stale',
    severity: 'error',
    message,
    span,
    ...(related && { related }),
    help: 'run `grocker lock` and commit what it writes',
  };
}
