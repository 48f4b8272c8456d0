import { hasScriptBlock } from '../python/script-blocks.ts';
import type { EntryPoint } from './entry-point.ts';
import type { PythonModule } from './python/python-module.ts';
import type { ProjectTree } from './tree.ts';

/** The modules that are started, or imported by a server. */
export function startedModules(
  modules: readonly PythonModule[],
  entry: EntryPoint | undefined,
): readonly PythonModule[] {
  if (entry === undefined) return [];
  const isStarted = ({ path }: PythonModule) =>
    (typeof entry.command !== 'string' && entry.command.includes(path)) ||
    path
      .replace(/\.py$/, '')
      .replaceAll('/', '.')
      .endsWith(entry.module ?? '\n');
  return modules.filter(isStarted);
}

/** A started script with requirements of its own; its lock, where it has one. */
export function startedScript(
  tree: ProjectTree,
  modules: readonly PythonModule[],
  entry: EntryPoint | undefined,
): string | undefined {
  const found = startedModules(modules, entry).find(({ path }) =>
    hasScriptBlock(path, tree.texts.get(path)),
  );
  if (found === undefined) return undefined;
  const lock = `${found.path}.lock`;
  return tree.paths.includes(lock) ? lock : found.path;
}
