import type { EntryPoint } from './entry-point.ts';
import { startedModules } from './started-modules.ts';
import type { PythonModule } from './python/python-module.ts';
import type { ProjectTree } from './tree.ts';

/** Statements of a module's own level, by their first line: not comments, and nothing within a block. */
const STATEMENT = /^[^\s#].*$/gm;

/** `os.environ["NAME"]` where it is read: not assigned, not deleted. */
const READ = /(?<!\bdel\s+(?:os\.)?)\benviron\[\s*(["'])([A-Z][A-Z0-9_]*)\1\s*\](?!\s*=(?!=))/g;

/** An entry point with the variables without which the modules that it starts cannot be imported. */
export function withNeeds(
  entry: EntryPoint,
  { texts }: ProjectTree,
  modules: readonly PythonModule[],
): EntryPoint {
  const found = startedModules(modules, entry).flatMap(({ path }) =>
    neededVariables(texts.get(path) ?? ''),
  );
  const names = new Set([...(entry.needs ?? []), ...found]);
  const needs = [...names].filter((name) => !Object.hasOwn(entry.envs, name));
  return needs.length === 0 ? entry : { ...entry, needs };
}

/** The variables of the environment that a module reads when it is imported, and for which it has no default. */
export function neededVariables(text: string): readonly string[] {
  const statements = text.match(STATEMENT) ?? [];
  return statements.flatMap((line) => [...line.matchAll(READ)].flatMap(([, , name]) => name ?? []));
}
