import type { Spec } from '../spec/spec.ts';
import type { Plan, PlannedCompile, PlannedPackage } from './plan.ts';

/**
 * Whether grocker.yml leaves open where a package is built: it names no system packages for builds, and no settings for
 * this one.
 */
export function mayDoWithoutCompiler({ dependencies, compile }: Spec, name: string): boolean {
  return dependencies.build.length === 0 && !compile.some((settings) => settings.name === name);
}

/**
 * A package whose files do not ask for a compiler is built on Python alone. What its build back end asks for is known
 * only when that runs.
 */
export function onPythonAlone(planned: PlannedCompile): PlannedCompile {
  return { ...planned, stage: 'interpreter', asks: true };
}

/** The plan with the packages of these names built on Python alone. */
export function withPythonAlone<P extends Pick<Plan, 'packages'>>(
  plan: P,
  names: ReadonlySet<string>,
): P {
  const packages = plan.packages.map((planned) =>
    planned.kind === 'compile' && names.has(planned.name) ? onPythonAlone(planned) : planned,
  );
  return { ...plan, packages };
}

/** The plan with all of those packages in the compiler stage, because one of them called a compiler. */
export function withCompiler<P extends Pick<Plan, 'packages'>>(plan: P): P {
  return { ...plan, packages: plan.packages.map(inCompilerStage) };
}

function inCompilerStage(planned: PlannedPackage): PlannedPackage {
  if (planned.kind === 'wheel') return planned;
  const { asks, requirements, ...rest } = planned;
  return {
    ...rest,
    ...(asks === true && { stage: 'compiler' }),
    ...(requirements && { requirements: requirements.map(inCompilerStage) }),
  };
}
