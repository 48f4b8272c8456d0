import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { encodeDefinition, type Definition } from '../../src/llb/llb.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { CommandOptions, CommandResult } from './command.ts';
import { buildGrocker, buildx, caSecret, temporaryDirectory, type Files } from './engine.ts';
import type { TestFrontend } from './test-frontend.ts';

/** Name of the frontend whose tools the steps of a graph mount. */
export function frontendName(): string {
  return process.env['GROCKER_FRONTEND_IMAGE'] ?? 'org/grocker-frontend';
}

/** The plan that the engine makes of these files. */
export async function enginePlan(files: Files): Promise<Plan> {
  const directory = await temporaryDirectory(files);
  await buildGrocker(directory, ['--target', 'plan', '--output', `type=local,dest=${directory}`]);
  return JSON.parse(await readFile(join(directory, 'plan.json'), 'utf8')) as Plan;
}

/** Builds a graph as it is, with the frontend of definition-frontend.ts. */
export async function solveGraph(
  frontend: TestFrontend,
  definition: Definition,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const bytes = Buffer.from(encodeDefinition(definition)).toString('base64');
  // Short lines, for an error quotes them.
  const text = [`# syntax=${frontend.image}`, ...(bytes.match(/.{1,80}/g) ?? []), ''].join('\n');
  const directory = await temporaryDirectory({ graph: text });
  const file = ['--file', join(directory, 'graph')];
  return buildx(['build', ...caSecret(), ...file, ...args, directory], options);
}
