import { mirroredPackages } from '../plan/mirrored-url.ts';
import type { Platform, SystemStage } from '../plan/plan.ts';
import { pythonTarget } from '../python/python-target.ts';
import type { Spec } from '../spec/spec.ts';
import type { ReadImage } from '../system/grocker-lock.ts';
import type { SystemPackage } from '../system/model.ts';
import type { BaseImageAnswer, FactSource } from './fact-source.ts';
import { imagePython, type ImagePython } from './interpreter.ts';
import { systemPackages } from './system-packages.ts';

/** What the stages below the packages are made of. */
export interface RuntimeBase {
  readonly base: BaseImageAnswer;
  /** With the urls of a resolver or lock, before `index.mirrors`. */
  readonly system: Readonly<Record<SystemStage, readonly SystemPackage[]>>;
  readonly python: ImagePython;
}

/** From grocker.lock, where only the base image's configuration is asked for; else from those who know. */
export async function runtimeBase(
  source: FactSource,
  spec: Spec,
  platform: Platform,
  locked: ReadImage | undefined,
): Promise<RuntimeBase> {
  const { runtime } = spec;
  if (locked !== undefined) {
    const { reference, stages, python } = locked;
    const target = pythonTarget({ ...python, architecture: platform.architecture });
    return {
      base: await source.baseImage({ reference, platform, aliases: [runtime.image] }),
      system: {
        interpreter: stages.interpreter.packages,
        root: stages.root.packages,
        compiler: stages.compiler.packages,
      },
      python: { ...python, target },
    };
  }
  const base = await source.baseImage({ reference: runtime.image, platform });
  const system = await systemPackages(source, spec, platform, base.reference);
  const interpreter = mirroredPackages(spec, system.interpreter);
  const python = await imagePython(source, runtime, platform, base, interpreter);
  return { base, system, python };
}
