import * as z from 'zod/mini';
import type { FrozenOutput } from './frozen.ts';
import { archiveOrigin, contextOrigin, gitOrigin, remoteOrigin } from './origin.ts';
import { mark, optional, span, text, texts, variables } from './plan-fields.ts';

const identity = {
  name: text,
  /** null: known only from the built wheel. */
  version: z.nullable(text),
  /** The application changes with every deployment and is installed last. */
  role: z.enum(['dependency', 'application']),
  span,
};

/** A ready wheel: a file of the index, or of the context. */
const wheel = z.strictObject({
  kind: z.literal('wheel'),
  ...identity,
  file: text,
  origin: z.discriminatedUnion('from', [remoteOrigin, contextOrigin]),
});
export type PlannedWheel = FrozenOutput<typeof wheel>;

export const compileFields = z.strictObject({
  kind: z.literal('compile'),
  ...identity,
  /** The interpreter stage if its files show that it needs no compiler. */
  stage: z.enum(['interpreter', 'compiler']),
  /**
   * On the interpreter stage: its build back end may ask for more than it declares, and may call a compiler all the
   * same; then it is built in the compiler stage.
   */
  asks: mark,
  origin: z.discriminatedUnion('from', [archiveOrigin, contextOrigin, gitOrigin]),
  /** The name is a guess: only building it shows the name. */
  isNameless: mark,
  envs: variables,
  configSettings: z.array(z.strictObject({ key: text, values: texts })),
  /** PEP 508: the versions that its build requirements may have; absent: any. */
  constraints: optional(texts),
  /** PEP 508: build requirements in addition to its own. */
  extra: optional(texts),
  /** Whether its build has a network; it never has a secret. */
  network: mark,
  /** The build requirements that a directory declares (PEP 518); absent: its source is not there yet. */
  declared: optional(texts),
});

/** A source that is made a wheel. */
export interface PlannedCompile extends FrozenOutput<typeof compileFields> {
  /** All packages that it is built with, from grocker.lock; absent: they are found when it is compiled. */
  readonly requirements?: readonly PlannedPackage[];
}

const compile = z.extend(compileFields, {
  requirements: optional(z.array(z.lazy((): z.ZodMiniType<PlannedPackage> => plannedPackage))),
});

export type PlannedPackage = PlannedWheel | PlannedCompile;

export const plannedPackage: z.ZodMiniType<PlannedPackage> = z.discriminatedUnion('kind', [
  wheel,
  compile,
]);
