import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { BaseImageAnswer } from '../facts/fact-source.ts';
import { formatPlatform } from '../options/platform.ts';
import type { Platform } from '../plan/plan.ts';
import { foreignRemedy } from '../plan/foreign-programs.ts';
import { baseVariable, readBaseImageConfig } from '../result/oci-image.ts';
import type { Spec } from '../spec/spec.ts';
import { foundPython, type ImagePython } from './interpreter.ts';

/** The Python of an image that runs nowhere on the builder: that of the same image for the host, in the image's version. */
export function foreignPython(
  { runtime }: Pick<Spec, 'runtime'>,
  beside: ImagePython,
  platform: Platform,
  base: BaseImageAnswer,
): ImagePython {
  const version =
    baseVariable(readBaseImageConfig(base.config), 'PYTHON_VERSION') ??
    runtime.known?.pythonVersion;
  if (version === undefined) {
    throw new DiagnosticError([
      refused(
        { runtime },
        `the version of Python in ${runtime.image} for ${formatPlatform(platform)} is not known: its configuration has no PYTHON_VERSION`,
        platform,
      ),
    ]);
  }
  const { executable, freeThreaded = false, libc } = beside;
  return foundPython({ executable, version, freeThreaded, libc }, platform.architecture);
}

/** Byte code that the host compiles is of no use to the image. */
export function otherPython(
  spec: Pick<Spec, 'runtime'>,
  platform: Platform,
  host: Platform,
  python: ImagePython,
  beside: ImagePython,
): Diagnostic {
  return refused(
    spec,
    `${spec.runtime.image} has Python ${python.version} for ${formatPlatform(platform)}, and Python ${beside.version} for ${formatPlatform(host)}, which would compile its byte code`,
    platform,
  );
}

function refused(
  { runtime: { span } }: Pick<Spec, 'runtime'>,
  message: string,
  platform: Platform,
): Diagnostic {
  return {
    code: 'foreign-program',
    severity: 'error',
    message,
    ...(span && { span }),
    help: foreignRemedy(platform),
  };
}
