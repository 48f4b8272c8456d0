import * as z from 'zod/mini';
import type { PlannedCompile, PlannedPackage } from '../plan/plan.ts';

/** A source whose metadata is known only after its own build. */
export type Unbuilt = Pick<
  PlannedCompile,
  'kind' | 'name' | 'version' | 'stage' | 'origin' | 'envs' | 'configSettings' | 'network'
>;

/** The build requirements of a source that have to be built themselves. */
export interface BuiltWith {
  /** As src/plan/build-source.ts names it. */
  readonly source: string;
  readonly requirements: readonly PlannedPackage[];
}

const FIRST_LINE = 'built-with\n';

const subdirectory = z.exactOptional(z.string());

const origin = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('url'),
    url: z.string(),
    sha256: z.string(),
    size: z.exactOptional(z.number()),
    file: z.string(),
    subdirectory,
  }),
  z.strictObject({
    from: z.literal('context'),
    path: z.string(),
    exclude: z.array(z.string()),
    subdirectory,
  }),
  z.strictObject({ from: z.literal('git'), url: z.string(), commit: z.string(), subdirectory }),
]);

const unbuiltSource = z.strictObject({
  kind: z.literal('compile'),
  name: z.string(),
  version: z.nullable(z.string()),
  stage: z.enum(['interpreter', 'compiler']),
  origin,
  envs: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  configSettings: z.array(z.strictObject({ key: z.string(), values: z.array(z.string()) })),
  network: z.exactOptional(z.literal(true)),
});

/** The answer in place of a resolution: the build of a source has to be queried, and needs more than wheels. */
export function builtFirst(unbuilt: Unbuilt): string {
  return FIRST_LINE + JSON.stringify(unbuilt);
}

/** The source that such an answer names. */
export function unbuiltOf(answer: string): Unbuilt | undefined {
  if (!answer.startsWith(FIRST_LINE)) return undefined;
  return unbuiltSource.parse(JSON.parse(answer.slice(FIRST_LINE.length)));
}
