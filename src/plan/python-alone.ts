import type { Spec } from '../spec/spec.ts';
import type { Plan, PlannedCompile, PlannedPackage } from './plan.ts';

/**
 * Whether grocker.yml leaves it open where a package is built: nothing is named that builds need of the system, and
 * nothing is said of how this package is compiled.
 */
export function mayDoWithoutCompiler({ dependencies, compile }: Spec, name: string): boolean {
  return dependencies.build.length === 0 && !compile.some((settings) => settings.name === name);
}

/**
 * How a package is built whose files do not ask for a compiler: on Python alone, and what its build back end asks for is
 * not known before that runs.
 */
export function onPythonAlone(planned: PlannedCompile): PlannedCompile {
  return { ...planned, stage: 'interpreter', asks: true };
}

/** The plan with packages of these names built so. */
export function withPythonAlone<P extends Pick<Plan, 'packages'>>(
  plan: P,
  names: ReadonlySet<string>,
): P {
  const packages = plan.packages.map((planned) =>
    planned.kind === 'compile' && names.has(planned.name) ? onPythonAlone(planned) : planned,
  );
  return { ...plan, packages };
}

/** The plan with all that its files alone speak for building on Python alone in the compiler stage: one of them called for it. */
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
