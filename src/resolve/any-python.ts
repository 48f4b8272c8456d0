import type { AnyPython } from '../facts/fact-source.ts';
import { hostFoundation } from '../plan/host.ts';
import type { Foundation } from '../plan/plan.ts';

/** A Python that runs on the builder: the one of the image, or that of its host. */
export function anyPython(foundation: Foundation): AnyPython {
  const { platform, base, python, system, venv } = hostFoundation(foundation);
  return { platform, base: base.reference, packages: system.interpreter, python, venv };
}
