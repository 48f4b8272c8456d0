import { describe, expect, test } from 'vitest';

import { planGraph } from '../commands/graph/plan-graph.ts';
import { definitionToJson } from '../llb/llb.ts';
import type { Plan } from '../plan/plan.ts';
import { exampleText } from '../../test/support/example.ts';

const plan = JSON.parse(exampleText('qrcode', 'plan.json')) as Plan;

/** The name of the first step of the installs in the graph of a plan. */
function installStageOf({ python, system }: Pick<Plan, 'python' | 'system'>): string | undefined {
  const definition = planGraph({ ...plan, python, system }, 'runner', 'example/frontend');
  const text = JSON.stringify(definitionToJson(definition));
  return /unpack Python for the installs|query Python's version and tags/.exec(text)?.[0];
}

describe('packages are installed on', () => {
  test('the unpacked Python, if it is Debian’s', () => {
    expect(installStageOf(plan)).toBe('unpack Python for the installs');
  });

  const interpreter = plan.system.interpreter;

  test.each<readonly [string, Pick<Plan, 'python' | 'system'>]>([
    [
      'the base image brings Python',
      { ...plan, system: { ...plan.system, interpreter: { requested: [], files: [] } } },
    ],
    [
      'a runtime installs more beside Python',
      {
        ...plan,
        system: {
          ...plan.system,
          interpreter: { ...interpreter, requested: [...interpreter.requested, 'postgresql'] },
        },
      },
    ],
    [
      'its Python is another one',
      { ...plan, python: { ...plan.python, executable: '/usr/bin/python3.12' } },
    ],
  ])('the interpreter stage, if %s', (_, changed) => {
    expect(installStageOf(changed)).toBe("query Python's version and tags");
  });
});
