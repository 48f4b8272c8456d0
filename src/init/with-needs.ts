import type { EntryPoint } from './entry-point.ts';
import { withImported } from './imported-modules.ts';
import { startedModules } from './started-modules.ts';
import type { PythonModule } from './python/python-module.ts';

/** Variables that every container has. */
const ALWAYS_SET = new Set(['HOME', 'HOSTNAME', 'PATH', 'PYTHONUNBUFFERED']);

/**
 * An entry point with the variables without which the modules that it starts cannot be imported. PORT is the one that has
 * a value: a server is told where to listen, and the application reads the same.
 */
export function withNeeds(entry: EntryPoint, modules: readonly PythonModule[]): EntryPoint {
  const imported = withImported(modules, startedModules(modules, entry));
  const isSet = new Set(imported.flatMap(({ variables }) => [...variables.keys()]));
  const found = imported.flatMap(({ needed }) => needed).filter((name) => !isSet.has(name));
  const names = new Set([...(entry.needs ?? []), ...found]);
  const envs =
    names.has('PORT') && entry.port !== undefined
      ? { PORT: String(entry.port), ...entry.envs }
      : entry.envs;
  const needs = [...names].filter((name) => !Object.hasOwn(envs, name) && !ALWAYS_SET.has(name));
  const { needs: _, ...others } = entry;
  return { ...others, envs, ...(needs.length > 0 && { needs }) };
}
