import { readdirSync, readFileSync } from 'node:fs';

import { planPlatform } from '../../src/build/plan-platform.ts';
import { readSpec } from '../../src/project/read-spec.ts';
import type { FactSource } from '../../src/facts/fact-source.ts';
import type { Plan, Platform } from '../../src/plan/plan.ts';

/** The platform of every recorded plan. */
export const examplePlatform: Platform = { os: 'linux', architecture: 'amd64' };

const folder = new URL('../../examples/', import.meta.url);

/** Names of all examples: the folders of examples/. */
export function exampleNames(): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** A file of an example, or its folder. */
export function examplePath(name: string, file = ''): URL {
  return new URL(`${name}/${file}`, folder);
}

export function exampleText(name: string, file: string): string {
  return readFileSync(examplePath(name, file), 'utf8');
}

/** The plan of the runner that these facts make. */
export async function planOf(facts: FactSource): Promise<Plan> {
  const spec = await readSpec(facts, { target: 'runner', args: {} });
  return (await planPlatform(facts, spec, examplePlatform)).plan;
}

/** The text of plan.json. */
export function planText(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}
