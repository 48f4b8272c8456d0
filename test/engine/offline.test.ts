import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { planGraph } from '../../src/commands/graph/plan-graph.ts';
import { digest } from '../../src/llb/digest.ts';
import type { Definition } from '../../src/llb/llb.ts';
import { decode } from '../../src/llb/wire/decode.ts';
import { encode } from '../../src/llb/wire/encode.ts';
import type { ExecOp } from '../../src/llb/wire/messages.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { archiveDetails } from '../support/archive.ts';
import { temporaryDirectory } from '../support/engine.ts';
import { enginePlan, frontendName, solveGraph } from '../support/solved-graph.ts';
import { startFrontend, type TestFrontend } from '../support/test-frontend.ts';

// Graphs as `grocker graph` writes them, solved by the engine as they are or with one thing changed.
const definition = [
  '# syntax=org/grocker-frontend',
  'release: jinja2==3.1.6',
  'packages: [cowsay==6.1]',
  'runtime: trixie/3.13',
  'entrypoint_name: [python3]',
  'volumes: [/data]',
  'layers: 3',
  '',
].join('\n');

const WHEELS = '/run/grocker/wheels/';

let frontend: TestFrontend;
let plan: Plan;

beforeAll(async () => {
  frontend = await startFrontend('definition', 'definition-frontend.ts');
});

afterAll(async () => {
  await frontend.remove();
});

describe('the step that installs a wheel', () => {
  test('has no network and no secret, and installs', async () => {
    plan = await enginePlan({ 'grocker.yml': definition });
    const { graph, step } = changed(plan, (install) => install);
    expect(step.network).toBe('NONE');
    expect(step.mounts?.filter(({ secretOpt }) => secretOpt !== undefined)).toEqual([]);
    await solveGraph(frontend, graph, ['--output', 'type=cacheonly']);
  });

  test('fails if the wheel is not in the graph', async () => {
    const { graph } = changed(plan, (step) => ({
      ...step,
      mounts: (step.mounts ?? []).filter(({ dest }) => dest?.startsWith(WHEELS) !== true),
    }));
    const { stderr } = await solveGraph(frontend, graph, ['--output', 'type=cacheonly'], {
      statuses: [1],
    });
    expect(stderr).toMatch(/Distribution not found at: .*cowsay-6\.1-py3-none-any\.whl/);
  });

  test('does not query an index for a name in place of a file', async () => {
    const { graph } = changed(plan, (step) => ({
      ...step,
      meta: {
        ...step.meta,
        args: (step.meta?.args ?? []).map((argument) =>
          argument.replaceAll(/"[^"]*cowsay[^"]*\.whl"/g, '"cowsay==6.1"'),
        ),
      },
    }));
    const { stderr } = await solveGraph(frontend, graph, ['--output', 'type=cacheonly'], {
      statuses: [1],
    });
    expect(stderr).toMatch(/cowsay was not found in the provided package locations/);
  });
});
interface ChangedGraph {
  readonly graph: Definition;
  readonly step: ExecOp;
}

/** The graph that ends in the step that installs cowsay, with that step changed. */
function changed(from: Plan, change: (step: ExecOp) => ExecOp): ChangedGraph {
  const { def, metadata } = planGraph(from, 'runner', frontendName());
  const at = def.findIndex((bytes) =>
    decode('Op', bytes).exec?.mounts?.some(({ dest }) => dest?.startsWith(`${WHEELS}cowsay`)),
  );
  const bytes = def[at] ?? new Uint8Array();
  const { exec = {}, ...operation } = decode('Op', bytes);
  const step = change(exec);
  const made = encode('Op', { ...operation, exec: step });
  const result = encode('Op', { inputs: [{ digest: digest(made), index: 0n }] });
  return {
    graph: {
      def: [...def.slice(0, at), made, result],
      metadata: { ...metadata, [digest(made)]: metadata[digest(bytes)] ?? {} },
    },
    step,
  };
}

test('an engine that cannot merge gets the same files by copies', async () => {
  const directory = await temporaryDirectory();
  const files = await Promise.all(
    [true, false].map(async (canMerge) => {
      const tar = `${directory}/${canMerge ? 'merged' : 'copied'}.tar`;
      const graph = planGraph(plan, 'runner', frontendName(), { canMerge });
      await solveGraph(frontend, graph, ['--output', `type=tar,dest=${tar}`]);
      return archiveDetails(tar);
    }),
  );
  expect(files[1]).toEqual(files[0]);
});
