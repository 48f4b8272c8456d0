import { expect, test } from 'vitest';

import { planGraph } from '../commands/graph/plan-graph.ts';
import { digest } from '../llb/digest.ts';
import { decode } from '../llb/wire/decode.ts';
import type { Plan } from '../plan/plan.ts';
import { exampleNames, exampleText } from '../../test/support/example.ts';

test.each(exampleNames())(
  'in the graph of example %s, only steps that fetch have a network',
  (name) => {
    const plan = JSON.parse(exampleText(name, 'plan.json')) as Plan;
    const { def, metadata } = planGraph(plan, 'runner', 'org/grocker-frontend');
    const steps = def.flatMap((bytes) => {
      const { exec } = decode('Op', bytes);
      const title = metadata[digest(bytes)]?.description?.['llb.customname'] ?? '';
      return exec === undefined ? [] : [{ title, network: exec.network ?? 'UNSET' }];
    });
    const compiled = plan.packages.filter((planned) => planned.kind === 'compile');
    const open = steps.filter(({ network }) => network !== 'NONE');
    const fetches = compiled.flatMap(({ name, stage, declared }) => {
      const first = declared?.join(', ') ?? `build requirements of ${name}`;
      return stage === 'interpreter'
        ? [first]
        : [first, `further build requirements of ${name}, if any`];
    });
    expect(open.map(({ title }) => title).sort()).toEqual(
      [...new Set(fetches)].map((fetched) => `[wheels] fetch ${fetched}`).sort(),
    );
    expect(steps.filter(({ title }) => /^\[runner\] \d+\/\d+ /.test(title))).toHaveLength(
      plan.groups.length,
    );
  },
);
