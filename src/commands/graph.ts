import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { defineCommand } from 'citty';
import { visibleJson } from '../diagnostics/visible-text.ts';
import {
  definitionToDot,
  definitionToJson,
  encodeDefinition,
  type Definition,
} from '../llb/llb.ts';
import { defaultFrontend } from './build/build-request.ts';
import type { CommandArgument } from './command-arguments.ts';
import { drawGraph } from './draw-graph.ts';
import { exitCode } from './exit-code.ts';
import { graphTargets, planGraph } from './graph/plan-graph.ts';
import { parsePlan } from './plan/parse-plan.ts';
import { writeWhole } from './write-whole.ts';
import { commandSummaries } from './command-summaries.ts';

const formats = ['llb', 'json', 'dot', 'svg'] as const;

const graphArguments = {
  plan: {
    type: 'positional',
    required: false,
    default: '-',
    valueHint: 'PLAN.json',
    description: 'output of `grocker plan`; `-` is standard input',
  },
  format: {
    type: 'enum',
    options: [...formats],
    default: 'json',
    description:
      'llb: the definition as `buildctl build` reads it; json: the same, readable; dot: for Graphviz; svg: a picture',
  },
  target: {
    type: 'enum',
    options: [...graphTargets],
    default: 'runner',
    description: 'the stage that the graph ends in',
  },
  output: { type: 'string', alias: 'o', valueHint: 'FILE', description: 'write there' },
  frontend: {
    type: 'string',
    valueHint: 'IMAGE',
    description: 'image of the frontend, whose tools the steps mount',
  },
} as const satisfies Readonly<Record<string, CommandArgument>>;

/** `grocker graph`: the build graph of a plan, without an engine. */
export const graph = defineCommand({
  meta: { name: 'graph', description: commandSummaries.graph },
  args: graphArguments,
  run: async ({ args }) => {
    const plan = parsePlan(args.plan, await input(args.plan));
    const frontend = args.frontend ?? process.env['GROCKER_FRONTEND'] ?? defaultFrontend;
    const drawn = await formatted(planGraph(plan, args.target, frontend), args.format);
    if (args.output !== undefined) await writeWhole([{ path: args.output, text: drawn }]);
    else process.stdout.write(drawn);
    return exitCode.done;
  },
});

function input(file: string): Promise<string> {
  return file === '-' ? text(process.stdin) : readFile(file, 'utf8');
}

async function formatted(
  definition: Definition,
  format: (typeof formats)[number],
): Promise<string | Uint8Array> {
  switch (format) {
    case 'llb':
      return encodeDefinition(definition);
    case 'json':
      return visibleJson(definitionToJson(definition));
    case 'dot':
      return definitionToDot(definition);
    case 'svg':
      return drawGraph(definitionToDot(definition));
  }
}
