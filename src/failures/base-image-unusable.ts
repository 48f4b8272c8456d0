import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Spec } from '../spec/spec.ts';

/** A base image on which something fails, or that answers something, as on no usual one. */
export function baseImageUnusable(
  { image, span }: Pick<Spec['runtime'], 'image' | 'span'>,
  reason: string,
): Diagnostic {
  return {
    code: 'base-image-unusable',
    severity: 'error',
    message: `nothing can be built on ${image}: ${reason}`,
    ...(span && { span }),
    help: 'name a base image with /etc/passwd and a whole Python on its PATH (python3, not python3-minimal), or add that to the `dependencies.run` of the runtime',
  };
}
