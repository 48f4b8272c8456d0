import * as z from 'zod/mini';
import type { FrozenOutput } from '../plan/frozen.ts';
import { compileFields, type PlannedPackage } from '../plan/planned-package.ts';

/** The build requirements of a source that have to be built themselves. */
export interface BuiltWith {
  /** As src/plan/build-source.ts names it. */
  readonly source: string;
  readonly requirements: readonly PlannedPackage[];
}

const FIRST_LINE = 'built-with\n';

const unbuiltSource = z.pick(compileFields, {
  kind: true,
  name: true,
  version: true,
  stage: true,
  origin: true,
  envs: true,
  configSettings: true,
  network: true,
});

/** A source whose metadata is known only after its own build. */
export type Unbuilt = FrozenOutput<typeof unbuiltSource>;

/** The answer in place of a resolution: the build of a source has to be queried, and needs more than wheels. */
export function builtFirst(unbuilt: Unbuilt): string {
  return FIRST_LINE + JSON.stringify(unbuilt);
}

/** The source that such an answer names. */
export function unbuiltOf(answer: string): Unbuilt | undefined {
  if (!answer.startsWith(FIRST_LINE)) return undefined;
  return unbuiltSource.parse(JSON.parse(answer.slice(FIRST_LINE.length)));
}
