import { contextPath, directoryOf } from '../paths/context-path.ts';
import { moduleFiles, SOURCE_ROOTS } from './module-files.ts';
import type { PythonModule } from './python/python-module.ts';

/** Modules of a project with all those of it that are surely imported with them. */
export function withImported(
  modules: readonly PythonModule[],
  started: readonly PythonModule[],
): readonly PythonModule[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const roots = new Set<string>([...SOURCE_ROOTS, ...started.map(({ path }) => below(path))]);
  const found = new Set(started);
  // What is added while the loop runs is visited, too.
  for (const { path, imported } of found) {
    for (const name of imported.flatMap((each) => absolute(path, each) ?? [])) {
      for (const root of name.from === undefined ? roots : [name.from]) {
        for (const file of filesOf(name.parts, root)) {
          const module = byPath.get(file);
          if (module !== undefined) found.add(module);
        }
      }
    }
  }
  return [...found];
}

interface Name {
  readonly parts: readonly string[];
  /** The directory that a relative name begins at, with a slash; empty for the root. */
  readonly from?: string;
}

/** Undefined for a relative name that leads out of the project. */
function absolute(path: string, name: string): Name | undefined {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const parts = name.slice(dots).split('.').filter(Boolean);
  if (dots === 0) return { parts };
  const directory = contextPath(directoryOf(path), '../'.repeat(dots - 1) || '.');
  if (directory === undefined) return undefined;
  return { parts, from: directory === '.' ? '' : `${directory}/` };
}

/** A module, and the packages that are imported before it; the last part may be a name in one of them. */
function filesOf(parts: readonly string[], root: string): readonly string[] {
  return parts.flatMap((_, index) =>
    moduleFiles(parts.slice(0, index + 1).join('.')).map((file) => root + file),
  );
}

/** The directory of a file with a slash; empty for the root. */
function below(path: string): string {
  const directory = directoryOf(path);
  return directory === '.' ? '' : `${directory}/`;
}
