import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Spec } from '../spec/spec.ts';

/** A base image on which something fails, or gives an answer, that does not occur on usual ones. */
export function baseImageUnusable(
  { image, span }: Pick<Spec['runtime'], 'image' | 'span'>,
  reason: string,
): Diagnostic {
  return {
    code: 'base-image-unusable',
    severity: 'error',
    message: `nothing can be built on ${image}: ${reason}`,
    ...(span && { span }),
    help: 'Name a base image with /etc/passwd and a whole Python on its PATH (python3, not python3-minimal), or add that to the `dependencies.run` of the runtime.',
  };
}
