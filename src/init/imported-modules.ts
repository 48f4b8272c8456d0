import { directoryOf } from '../paths/context-path.ts';
import { importedName, moduleFiles, rootOf, SOURCE_ROOTS } from './module-files.ts';
import type { PythonModule } from './python/python-module.ts';

/** Modules of a project with all those of it that are surely imported with them. */
export function withImported(
  modules: readonly PythonModule[],
  started: readonly PythonModule[],
): readonly PythonModule[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const roots = new Set([...SOURCE_ROOTS, ...started.map(({ path }) => rootOf(directoryOf(path)))]);
  const found = new Set(started);
  // What is added while the loop runs is visited, too.
  for (const { path, imported } of found) {
    for (const { module, root } of imported.flatMap((name) => importedName(path, name) ?? [])) {
      for (const each of root === undefined ? roots : [root]) {
        for (const file of filesOf(module, each)) {
          const own = byPath.get(file);
          if (own !== undefined) found.add(own);
        }
      }
    }
  }
  return [...found];
}

/** A module, and the packages that are imported before it; the last part may be a name in one of them. */
function filesOf(module: string, root: string): readonly string[] {
  const parts = module.split('.').filter(Boolean);
  return parts.flatMap((_, index) => moduleFiles(parts.slice(0, index + 1).join('.'), root));
}
