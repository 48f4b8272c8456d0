import { continued, type Help } from '../diagnostics/help.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Located, Span } from '../diagnostics/span.ts';
import { formatPlatform } from '../options/platform.ts';
import { catalogue } from '../spec/catalogue.ts';
import type { Spec } from '../spec/spec.ts';
import { traitsOf } from '../spec/system-family.ts';
import { everyPackage } from './every-package.ts';
import { dataOfKeys, writtenSystemPackages } from './make-foundation.ts';
import type { Foundation, Plan, PlannedPackage, Platform } from './plan.ts';
import { spanAcross } from './planned-places.ts';

/** A step that runs programs of the image's platform. */
interface ForeignProgram {
  readonly step: string;
  readonly why: string;
  readonly span?: Span | undefined;
  /** Besides a builder that runs them. */
  readonly remedy?: string;
}

/** The steps that a spec asks for and that the builder, which is of another platform, cannot run. */
export function foreignPrograms(
  spec: Spec,
  target: string,
  platform: Platform,
  host: Platform,
): Diagnostic[] {
  const { runtime } = spec;
  const { program, hasForeignPackages } = traitsOf(runtime.family);
  const others = hasForeignPackages ? [] : installedOnForeign(spec);
  const packages = (names: readonly Located<string>[], span: Span | undefined, remedy?: string) =>
    names.length === 0
      ? []
      : [
          {
            step: `${program}: ${names.map(({ value }) => value).join(' ')}`,
            why: CONFIGURED,
            span: span ?? spanAcross(names),
            ...(remedy !== undefined && { remedy }),
          },
        ];
  // Locks name packages, and nothing of the image is made.
  if (target === 'lock') {
    const python = packages(runtime.run, runtime.span, withPython(runtime));
    return python.map((each) => diagnostic(each, platform, host));
  }
  const found: ForeignProgram[] = [
    ...targets.filter(({ step }) => step === `target ${target}`),
    ...packages(runtime.run, runtime.span, withPython(runtime)),
    ...packages(others, undefined),
    ...spec.steps.map(({ run, span }) => ({
      step: run.join(' '),
      why: '`steps` run in the image itself',
      span,
    })),
  ];
  return found.map((each) => diagnostic(each, platform, host));
}

/**
 * The system packages of the image besides those of its runtime. Where the base image has the files of keys, which its
 * platform does not matter for, the host changes them.
 */
export function installedOnForeign(spec: Spec): readonly Located<string>[] {
  const data = dataOfKeys(spec.image);
  return writtenSystemPackages(spec).root.filter(
    (each) =>
      !spec.runtime.run.includes(each) &&
      !data.some(({ value, span }) => value === each.value && span === each.span),
  );
}

/** The system packages that grocker.lock adds to the base image, for the image has to have them. */
export function foreignPackages(
  { system, platform }: Pick<Foundation, 'system' | 'platform'>,
  { runtime }: Spec,
  host: Platform,
): Diagnostic[] {
  const { program, hasForeignPackages } = traitsOf(runtime.family);
  const refused = hasForeignPackages ? [system.interpreter] : [system.interpreter, system.root];
  return refused.flatMap(({ files, span }) =>
    files.length === 0
      ? []
      : [
          diagnostic(
            {
              step: `${program}: ${files.map(({ name }) => name).join(' ')}`,
              why: CONFIGURED,
              span: files[0]?.span ?? span,
            },
            platform,
            host,
          ),
        ],
  );
}

/**
 * The packages that are compiled: a compiler makes programs of its own platform. What takes Python alone is built on the
 * host, unless it is locked to be built with programs of the image's platform.
 */
export function foreignCompilers(
  { packages, platform }: Pick<Plan, 'packages' | 'platform'>,
  host: Platform,
): Diagnostic[] {
  const name = formatPlatform(platform);
  return everyPackage(packages).flatMap((planned) => {
    if (planned.kind === 'wheel') return [];
    const native = planned.requirements?.find(isNativeWheel);
    if (planned.stage === 'interpreter' && native === undefined) return [];
    const why =
      planned.stage === 'interpreter'
        ? `it is built with ${native?.name ?? ''}, which has native code`
        : 'its compiler makes programs of its own platform';
    const remedy =
      planned.origin.from === 'context'
        ? undefined
        : `choose a version that has a wheel for ${name}`;
    const { span } = planned;
    const found = { step: `compile ${planned.name}`, why, span, ...(remedy && { remedy }) };
    return [diagnostic(found, platform, host)];
  });
}

function isNativeWheel(planned: PlannedPackage): boolean {
  return planned.kind === 'wheel' && !planned.file.endsWith('-any.whl');
}

/** Targets that always run programs of the image. */
const targets: readonly ForeignProgram[] = [
  { step: 'target check', why: 'modules are imported in the image itself' },
  { step: 'target compiler', why: 'packages of the system are configured by their own programs' },
];

const CONFIGURED = 'packages of the system are configured by their own scripts and programs';

/** A runtime of the same system whose image has Python. */
function withPython({ family, known }: Spec['runtime']): string | undefined {
  if (known === undefined) return undefined;
  const other = [...catalogue.values()].find(
    (each) => each.family === family && each.run.length === 0 && each.deprecated === undefined,
  );
  return other && `choose a runtime whose base image has Python, such as \`${other.name}\``;
}

function diagnostic(
  { step, why, span, remedy }: ForeignProgram,
  platform: Platform,
  host: Platform,
): Diagnostic {
  const name = formatPlatform(platform);
  const builder = foreignRemedy(platform);
  return {
    code: 'foreign-program',
    severity: 'error',
    message: `${step}: this step runs programs of ${name}, and the builder runs only those of ${formatPlatform(host)}: ${why}`,
    ...(span && { span }),
    help: remedy === undefined ? builder : continued(builder, `; or ${remedy}`),
  };
}

/** A builder that runs programs of a platform. */
export function foreignRemedy(platform: Platform): Help {
  const name = formatPlatform(platform);
  return `Use a builder with a node for ${name}, or one that emulates it (docker run --privileged --rm tonistiigi/binfmt --install ${platform.architecture}).`;
}
