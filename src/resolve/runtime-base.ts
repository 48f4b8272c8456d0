import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { explainFailure } from '../failures/explain-failure.ts';
import { ExplainedFailure } from '../failures/explained-failure.ts';
import { readFailure } from '../failures/failure.ts';
import { imageFailure } from '../failures/image.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { installedOnForeign } from '../plan/foreign-programs.ts';
import { NO_SYSTEM, sourcesOfKeys } from '../plan/make-foundation.ts';
import { mirroredPackages } from '../plan/mirrored-url.ts';
import { sameByteCode } from '../plan/host.ts';
import type { Host, Platform, SystemStage } from '../plan/plan.ts';
import { readBaseImageConfig } from '../result/oci-image.ts';
import type { Spec } from '../spec/spec.ts';
import type { ReadImage } from '../system/grocker-lock.ts';
import type { SystemPackage } from '../system/model.ts';
import type { BaseImageAnswer, FactSource } from '../facts/fact-source.ts';
import type { ForeignImage } from './foreign-image.ts';
import { foreignPython, otherPython } from './foreign-python.ts';
import { foundPython, imagePython, type ImagePython } from './interpreter.ts';
import { otherImage } from './system-lock.ts';
import { systemPackages } from './system-packages.ts';

/** The base of the stages below the packages. */
export interface RuntimeBase {
  readonly base: BaseImageAnswer;
  /** With the urls of a resolver or lock, before `index.mirrors`. */
  readonly system: Readonly<Record<SystemStage, readonly SystemPackage[]>>;
  readonly python: ImagePython;
  readonly host?: Host;
}

/**
 * With grocker.lock, only the base image's configuration is queried; without it, everything is. For the image to debug,
 * a lock has the base image, and not the system packages.
 */
export async function runtimeBase(
  source: FactSource,
  spec: Spec,
  platform: Platform,
  locked: ReadImage | undefined,
  foreign?: ForeignImage,
): Promise<RuntimeBase> {
  if (foreign) return foreignBase(source, spec, platform, locked, foreign);
  if (locked !== undefined) await holdToItsBase(source, spec, platform, locked);
  const base = await baseImage(source, spec, platform, locked);
  const lockedPython = locked && foundPython(locked.python, platform.architecture);
  if (locked && lockedPython && spec.root.debugged === undefined) {
    return { base, system: lockedPackages(locked), python: lockedPython };
  }
  const system = await systemPackages(source, spec, platform, base.reference);
  if (lockedPython) return { base, system, python: lockedPython };
  const interpreter = mirroredPackages(spec, system.interpreter);
  const python = await imagePython(source, spec.runtime, platform, base, interpreter).catch(
    (error: unknown) => {
      const planned = { ...NO_SYSTEM, interpreter: { requested: [], files: interpreter } };
      throw explainFailure(error, { packages: [], system: planned, spec }) ?? error;
    },
  );
  return { base, system, python };
}

/** Without running a program of the image, which has no packages of the system but its own. */
async function foreignBase(
  source: FactSource,
  spec: Spec,
  platform: Platform,
  locked: ReadImage | undefined,
  { host, reference, isLocked = false }: ForeignImage,
): Promise<RuntimeBase> {
  if (locked !== undefined) await holdToItsBase(source, spec, platform, locked);
  const [base, own] = await Promise.all([
    baseImage(source, spec, platform, locked),
    baseImage(source, spec, host, reference === undefined ? undefined : { reference }),
  ]);
  const asked = { host: { platform: host, base: own.reference } };
  const system = locked
    ? lockedPackages(locked)
    : isLocked
      ? await systemPackages(source, spec, platform, base.reference, asked)
      : await foreignSystem(source, spec, platform, base, asked);
  const beside = await imagePython(source, spec.runtime, host, own, []);
  const python = locked
    ? foundPython(locked.python, platform.architecture)
    : foreignPython(spec, beside, platform, base);
  if (!sameByteCode(python, beside)) {
    throw new DiagnosticError([otherPython(spec, platform, host, python, beside)]);
  }
  return {
    base,
    system,
    python,
    host: { platform: host, base: own.reference, python: beside.version },
  };
}

/** The packages that the image gets, and those that the host takes files from. */
async function foreignSystem(
  source: FactSource,
  spec: Spec,
  platform: Platform,
  base: BaseImageAnswer,
  asked: { readonly host: { readonly platform: Platform; readonly base: string } },
): Promise<RuntimeBase['system']> {
  const root = installedOnForeign(spec).map(({ value }) => value);
  const { host } = asked;
  const [{ root: installed }, sources] = await Promise.all([
    systemPackages(source, spec, platform, base.reference, {
      requested: { interpreter: [], root, compiler: [] },
      ...asked,
    }),
    systemPackages(source, spec, host.platform, host.base, { requested: sourcesOfKeys(spec) }),
  ]);
  return { ...sources, root: installed };
}

function lockedPackages({ stages }: ReadImage): RuntimeBase['system'] {
  return {
    interpreter: stages.interpreter.packages,
    root: stages.root.packages,
    compiler: stages.compiler.packages,
  };
}

/** The registry is queried about the base itself only if a lock names another repository. */
async function holdToItsBase(
  source: FactSource,
  spec: Spec,
  platform: Platform,
  locked: ReadImage,
): Promise<void> {
  if (otherImage(locked, undefined) === undefined) return;
  const { reference } = await baseImage(source, spec, platform, undefined);
  const lie = otherImage(locked, reference);
  if (lie !== undefined) throw new DiagnosticError([lie]);
}

/** One question to the registry. */
export async function baseImage(
  source: Pick<FactSource, 'baseImage'>,
  { runtime }: Spec,
  platform: Platform,
  locked: Pick<ReadImage, 'reference'> | undefined,
): Promise<BaseImageAnswer> {
  const question =
    locked === undefined
      ? { reference: runtime.image, platform }
      : { reference: locked.reference, platform, aliases: [runtime.image] };
  const answer = await source.baseImage(question).catch((error: unknown) => {
    throw unavailable(error, runtime) ?? error;
  });
  const { architecture } = readBaseImageConfig(answer.config);
  if (architecture !== undefined && architecture !== platform.architecture) {
    throw new DiagnosticError([otherPlatform(runtime, platform, architecture)]);
  }
  return answer;
}

/** The error for the image that people named, if its registry or the mirror of that does not give it. */
function unavailable(
  error: unknown,
  { image, span }: Spec['runtime'],
): DiagnosticError | undefined {
  if (!(error instanceof GatewayError)) return undefined;
  const explanation = imageFailure(readFailure(error), image, span);
  return explanation && new ExplainedFailure(explanation.diagnostic, error);
}

/** The error for an image of another platform: a store of images that has only that one gives it without a warning. */
function otherPlatform(
  { image, span }: Spec['runtime'],
  { os, architecture }: Platform,
  found: string,
): Diagnostic {
  return {
    code: 'base-image-platform',
    severity: 'error',
    message: `${image} is available only for ${os}/${found}, not for ${os}/${architecture}`,
    ...(span && { span }),
    help: `Use a builder that pulls it from a registry (docker buildx create), or a base image that is made for ${os}/${architecture}.`,
  };
}
