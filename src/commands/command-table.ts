import type { CommandLoader } from './command.ts';
import type { commandSummaries } from './command-summaries.ts';

/** Every command of `grocker`, in the order of its help. */
export const commands: Readonly<Record<keyof typeof commandSummaries, CommandLoader>> = {
  init: async () => (await import('./init.ts')).init,
  build: async () => (await import('./build.ts')).build,
  bake: async () => (await import('./bake.ts')).bake,
  check: async () => (await import('./check.ts')).check,
  plan: async () => (await import('./plan.ts')).plan,
  explain: async () => (await import('./explain.ts')).explain,
  graph: async () => (await import('./graph.ts')).graph,
  lock: async () => (await import('./lock.ts')).lock,
  wheels: async () => (await import('./wheels.ts')).wheels,
  lint: async () => (await import('./lint.ts')).lint,
  schema: async () => (await import('./schema.ts')).schema,
  completion: async () => (await import('./completion.ts')).completionOf(commands),
  purge: async () => (await import('./purge.ts')).purge,
};
