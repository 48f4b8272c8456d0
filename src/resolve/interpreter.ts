import * as z from 'zod/mini';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { stepAnswer } from '../facts/step-answer.ts';
import { baseImageUnusable } from '../failures/base-image-unusable.ts';
import { readFailure } from '../failures/failure.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { PROBE_ANSWER } from '../graph/probe.ts';
import { pythonTarget } from '../python/python-target.ts';
import type { Architecture, Interpreter, PythonTarget } from '../python/target.ts';
import type { PlannedPython, Platform } from '../plan/plan.ts';
import { baseVariable, readBaseImageConfig } from '../result/oci-image.ts';
import type { Runtime } from '../spec/spec.ts';
import type { SystemPackage } from '../system/model.ts';
import type { BaseImageAnswer, FactSource } from '../facts/fact-source.ts';

/** The image's Python: what wheels are chosen for, and where it is. */
export interface ImagePython extends PlannedPython {
  readonly target: PythonTarget;
}

/** The known facts of an image's Python, whatever their source. */
export type FoundPython = Omit<Interpreter, 'architecture'> & { readonly executable: string };

/**
 * The Python of a runtime, with its patch version: from the catalogue, with Debian's own package or
 * the base image's PYTHON_VERSION; for a runtime that no catalogue knows, from a step that asks it.
 */
export async function imagePython(
  source: Pick<FactSource, 'interpreter'>,
  runtime: Runtime,
  platform: Platform,
  base: BaseImageAnswer,
  interpreterPackages: readonly SystemPackage[],
): Promise<ImagePython> {
  const { known } = runtime;
  if (known !== undefined) {
    const version =
      debianPythonVersion(known.pythonVersion, interpreterPackages) ??
      versionVariable(runtime, base) ??
      known.pythonVersion;
    const { python: executable, libc } = known;
    return foundPython({ executable, version, freeThreaded: false, libc }, platform.architecture);
  }
  const question = {
    platform,
    base: base.reference,
    packages: { requested: runtime.run.map(({ value }) => value), files: interpreterPackages },
    executable: 'python3',
  };
  const answer = await source.interpreter(question, runtime.span).catch((error: unknown) => {
    throw isUnread(error) ? noAnswer(runtime, error) : error;
  });
  return foundPython(readProbe(runtime, answer), platform.architecture);
}

/** PYTHON_VERSION of images of Python; wheels are counted up to it. */
function versionVariable(runtime: Runtime, base: BaseImageAnswer): string | undefined {
  const version = baseVariable(readBaseImageConfig(base.config), 'PYTHON_VERSION');
  if (version === undefined || VERSION.test(version)) return version;
  const reason = 'its PYTHON_VERSION is not the version of a Python';
  throw new DiagnosticError([baseImageUnusable(runtime, reason)]);
}

/** Whether the step ran, and left no file with an answer. */
function isUnread(error: unknown): boolean {
  if (error instanceof GatewayError) {
    const { kind, message } = readFailure(error);
    return kind !== 'process' && message.includes(PROBE_ANSWER);
  }
  return error instanceof Error && error.message.includes(PROBE_ANSWER);
}

function noAnswer(runtime: Runtime, cause: unknown): DiagnosticError {
  const reason = 'its python3 does not say which Python it is';
  return new DiagnosticError([baseImageUnusable(runtime, reason)], { cause });
}

/** The Python that an image is known to have. */
export function foundPython(
  { executable, ...found }: FoundPython,
  architecture: Architecture,
): ImagePython {
  const { version, freeThreaded, libc } = found;
  const target = pythonTarget({ ...found, architecture });
  return { executable, version, ...(freeThreaded && { freeThreaded }), libc, target };
}

/** `3.13.5` of python3.13 3.13.5-2+deb13u1; `3.14.0rc2` of 3.14.0~rc2-1. */
function debianPythonVersion(
  minor: string,
  packages: readonly SystemPackage[],
): string | undefined {
  const found = packages.find(({ name }) => name === `python${minor}`);
  return found && /^[0-9.]+(~?(a|b|rc)[0-9]+)?/.exec(found.version)?.[0].replace('~', '');
}

const VERSION = /^3\.\d{1,2}(?:\.\d{1,3})?(?:(?:a|b|rc)\d{1,3})?\+?$/;

/** Each part is a text of the base image that becomes a path, or a version that wheels are counted up to. */
const probeAnswer = z.object({
  executable: z.string().check(z.regex(/^\/[^\p{C}]*$/u)),
  version: z.string().check(z.regex(VERSION)),
  freeThreaded: z.boolean(),
  libc: z.object({
    name: z.enum(['glibc', 'musl']),
    version: z.string().check(z.regex(/^\d{1,2}\.\d{1,3}(?:\.\d{1,3})?$/)),
  }),
});

function readProbe(runtime: Runtime, answer: string): FoundPython {
  try {
    return stepAnswer('probe.py', probeAnswer, answer);
  } catch (error) {
    throw noAnswer(runtime, error);
  }
}
