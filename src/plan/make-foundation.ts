import type { Located } from '../diagnostics/span.ts';
import type { Spec } from '../spec/spec.ts';
import { VENV } from '../spec/venv.ts';
import type { SystemPackage } from '../system/model.ts';
import { mirroredPackages } from './mirrored-url.ts';
import type {
  AptRepository,
  Foundation,
  Host,
  PlannedPython,
  Platform,
  SystemInstall,
  SystemStage,
} from './plan.ts';
import { systemPlace } from './planned-places.ts';
import { keyring, signedLine } from './signed-line.ts';

const NOTHING: SystemInstall = { requested: [], files: [] };
/** The system packages of all stages while none is known. */
export const NO_SYSTEM = { interpreter: NOTHING, root: NOTHING, compiler: NOTHING } as const;

export interface FoundationFacts {
  readonly platform: Platform;
  readonly host?: Host;
  /** Full reference of the base image, with its digest where the engine knows it. */
  readonly base: string;
  readonly python: PlannedPython;
  /** The packages that each stage adds to the stage below it. */
  readonly system: Readonly<Record<SystemStage, readonly SystemPackage[]>>;
}

/** For the image's user. */
export const UID = 1000;

/** Plans the stages below the packages. */
export function makeFoundation(spec: Spec, facts: FoundationFacts): Foundation {
  const { executable, version, freeThreaded, libc } = facts.python;
  const written = writtenSystemPackages(spec);
  const install = (stage: SystemStage): SystemInstall => {
    const span = systemPlace(spec, stage);
    return {
      requested: written[stage].map(({ value }) => value),
      files: mirroredPackages(spec, facts.system[stage]),
      ...(span && { span }),
    };
  };
  return {
    platform: facts.platform,
    ...(facts.host && { host: facts.host }),
    base: {
      reference: facts.base,
      runtime: spec.runtime.name,
      family: spec.runtime.family,
      ...(spec.runtime.span && { span: spec.runtime.span }),
    },
    ...userAndVenv(spec),
    ...(spec.image.timeZone && { timeZone: spec.image.timeZone.value }),
    ...(spec.root.locales.length > 0 && {
      locales: spec.root.locales.map(({ value }) => value),
    }),
    ...(spec.image.certificates && {
      certificates: spec.image.certificates.map(({ value }) => value),
    }),
    python: { executable, version, ...(freeThreaded && { freeThreaded }), libc },
    repositories: aptRepositories(spec),
    ...(!spec.image.setuid && { setuid: false as const }),
    system: {
      interpreter: install('interpreter'),
      root: install('root'),
      compiler: install('compiler'),
    },
    ...(spec.root.base === 'minimal' && {
      minimal: { keep: spec.root.keep.map(({ value }) => value) },
    }),
    index: {
      ...(spec.index.url && { url: spec.index.url.value }),
      extra: spec.index.extra.map(({ value }) => value),
      ...(spec.excludeNewer && { excludeNewer: spec.excludeNewer.value }),
    },
    ...(Object.keys(spec.places).length > 0 && { places: spec.places }),
  };
}

/** The user of the image, and the place of its packages. */
export function userAndVenv({ image: { user } }: Spec): Pick<Foundation, 'user' | 'venv'> {
  const home = `/home/${user.value}`;
  return { user: { name: user.value, uid: UID, home }, venv: VENV };
}

/** System packages by stage, each stage on top of the one before it. */
export function requestedSystemPackages(spec: Spec): Record<SystemStage, readonly string[]> {
  const { interpreter, root, compiler } = writtenSystemPackages(spec);
  const values = (packages: readonly Located<string>[]) => packages.map(({ value }) => value);
  return { interpreter: values(interpreter), root: values(root), compiler: values(compiler) };
}

/**
 * Packages of a runtime that no step on the interpreter stage needs, and that compiling would have to wait for:
 * Debian's authorities take as long as Python.
 */
const LATE: ReadonlySet<string> = new Set(['ca-certificates']);

/** The same, with the places that ask for them. */
export function writtenSystemPackages({
  runtime,
  dependencies,
  compile,
  root: { base, keep, locales },
  image,
}: Spec): Record<SystemStage, readonly Located<string>[]> {
  // System packages for one build are in the one compiler stage, because a separate stage for each
  // package would be made and kept for each.
  const compiler = [
    ...runtime.build,
    ...dependencies.build,
    ...locales.slice(0, 1).map(({ span }) => ({ value: 'locales', span })),
    ...compile.flatMap((settings) => settings.dependencies),
  ];
  const isLate = ({ value }: Located<string>) => LATE.has(value);
  return {
    interpreter: runtime.run.filter((written) => !isLate(written)),
    root: distinct([
      ...runtime.run.filter(isLate),
      ...dependencies.run,
      ...ofKeys(image),
      ...(base === 'minimal' ? keep : []),
    ]),
    compiler: distinct(compiler),
  };
}

/** Packages that keys of the file bring along. */
function ofKeys(image: Spec['image']): readonly Located<string>[] {
  return [...(image.init ? [{ value: 'tini', span: image.init }] : []), ...dataOfKeys(image)];
}

/** Packages that a key needs only for their files. */
export function dataOfKeys({
  timeZone,
  certificates = [],
}: Spec['image']): readonly Located<string>[] {
  const [authority] = certificates;
  return [
    ...(timeZone ? [{ value: 'tzdata', span: timeZone.span }] : []),
    ...(authority ? [{ value: 'ca-certificates', span: authority.span }] : []),
  ];
}

/** Packages that steps take files from and do not install: the files are the same for every machine. */
export function sourcesOfKeys({
  root: { locales },
}: Pick<Spec, 'root'>): Record<SystemStage, readonly string[]> {
  return { interpreter: [], root: [], compiler: locales.length > 0 ? ['locales'] : [] };
}

function distinct(packages: readonly Located<string>[]): Located<string>[] {
  const values = packages.map(({ value }) => value);
  return packages.filter(({ value }, index) => values.indexOf(value) === index);
}

export function aptRepositories(spec: Spec): AptRepository[] {
  return spec.repositories.map(({ id, uri, key }) => ({
    id,
    line: key === undefined ? uri.value : signedLine(uri.value, keyring(id)),
    ...(key !== undefined && { key }),
  }));
}
