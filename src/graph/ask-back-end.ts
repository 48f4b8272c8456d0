import { output, type Output } from '../llb/llb.ts';
import type { PlannedCompile, PlannedPackage } from '../plan/plan.ts';
import { attempts, type BuildAttempt } from './build-environment.ts';
import { compileSource } from './compile-source.ts';
import type { GraphContext } from './graph-context.ts';
import type { BuildStages } from './stages.ts';
import { step, uvMount } from './step.ts';
import { wheelMount, wheels, type WheelOutput } from './wheels.ts';

/** The file of askBackEnd that holds the answer. */
export const BACK_END_ANSWER = '/answer';

/** The answer of an attempt whose build environment lacks what the back end asks for; the next one has it. */
export const LACKS_REQUIREMENTS = 'lacks requirements\n';

const ANSWERS = '/answers';

/** The questions to a package's own build. */
export type BackEndQuestion = 'requirements' | 'metadata';

/**
 * Asks a package's build back end about it, where it is built; see steps/ask-back-end.py.
 *
 * @returns its attempts: the next one is needed only if the one before lacks requirements, which few do.
 */
export function askBackEnd(
  context: GraphContext,
  question: BackEndQuestion,
  planned: Omit<PlannedCompile, 'role'>,
  on: BuildStages,
  ignoreCache: boolean,
): readonly Output[] {
  const source = compileSource(context, planned, on.interpreter);
  const ask = (built: { readonly requirements: readonly string[] | null } & BuildAttempt) => {
    const { requirements, earlier, mounts } = built;
    const request = { ...source.request, question, requirements, earlier, out: ANSWERS };
    const again = earlier === null ? '' : ' (second attempt)';
    const asked = question === 'metadata' ? 'read metadata' : 'query build requirements';
    return step(context, {
      stage: 'wheels',
      title: `${asked} of ${planned.name}${again}`,
      root: on[planned.stage],
      script: 'ask-back-end.py',
      python: context.foundation.python.executable,
      args: [JSON.stringify(request)],
      mounts: [uvMount(context), ...mounts, source.mount, output({ target: ANSWERS })],
      access: planned.network === true ? 'network' : 'none',
      ignoreCache,
    }).mount(ANSWERS);
  };
  if (planned.requirements !== undefined) {
    const made = new Map<PlannedPackage, WheelOutput>();
    const mounted = [...wheels(context, planned.requirements, on, made).values()].map((wheel) =>
      wheelMount(wheel, '/run/grocker/requirements'),
    );
    const mounts = mounted.map(({ mount }) => mount);
    const requirements = mounted.map(({ path }) => path);
    return [ask({ requirements, mounts, earlier: null, final: true })];
  }
  return attempts(
    context,
    planned,
    on,
    ignoreCache,
    (given) => ask({ requirements: null, ...given }),
    question === 'metadata' ? 2 : 1,
  ).outputs;
}
