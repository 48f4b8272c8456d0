import { expect, test } from 'vitest';

import { planGraph } from '../commands/graph/plan-graph.ts';
import { digest } from '../llb/digest.ts';
import { decode } from '../llb/wire/decode.ts';
import type { Plan } from '../plan/plan.ts';
import { STEPS, TURNS } from './step.ts';
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

test.each(exampleNames())(
  'in the graph of example %s, a step without a network has no secret and no cache of another build',
  (name) => {
    const plan = JSON.parse(exampleText(name, 'plan.json')) as Plan;
    const { def } = planGraph(plan, 'runner', 'org/grocker-frontend');
    const closed = def.flatMap((bytes) => {
      const { exec } = decode('Op', bytes);
      return exec?.network === 'NONE' ? [exec] : [];
    });
    expect(closed.length).toBeGreaterThan(1);
    const shared = closed.flatMap(({ meta, mounts = [] }) =>
      mounts
        .filter(({ secretOpt, cacheOpt }) => secretOpt ?? cacheOpt)
        .map(({ dest }) => ({ dest, step: meta?.args?.find((word) => word.startsWith(STEPS)) })),
    );
    // Installs run no package's code, and lock empty files there.
    const locks = { dest: TURNS, step: `${STEPS}/install.py` };
    expect(shared.filter(({ dest, step }) => dest !== locks.dest || step !== locks.step)).toEqual(
      [],
    );
    expect(closed.flatMap((exec) => exec.secretenv ?? [])).toEqual([]);
  },
);
