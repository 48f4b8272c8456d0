import { hasScriptBlock } from '../python/script-blocks.ts';
import type { EntryPoint } from './entry-point.ts';
import { dottedPath, moduleName } from './module-files.ts';
import type { PythonModule } from './python/python-module.ts';
import type { ProjectTree } from './tree.ts';

/** The modules that are started, or imported by a server. */
export function startedModules(
  modules: readonly PythonModule[],
  entry: EntryPoint | undefined,
): readonly PythonModule[] {
  if (entry === undefined) return [];
  const words = typeof entry.command === 'string' ? [] : entry.command.flatMap(wordsOf);
  const names = [
    ...(entry.module === undefined ? [] : [entry.module]),
    // `gunicorn shop.wsgi:app`, `python -m shop`
    ...words.flatMap((word, index) => {
      const name = words[index - 1] === '-m' ? word : /^([^:]+):[A-Za-z_]/.exec(word)?.[1];
      return name !== undefined && /^[A-Za-z_][\w.]*$/.test(name) ? [name] : [];
    }),
  ];
  return modules.filter(({ path }) => {
    const own = [dottedPath(path), moduleName(path)];
    return (
      words.includes(path) ||
      names.some((name) => own.some((module) => module === name || module.endsWith(`.${name}`)))
    );
  });
}

/** A path may have spaces, the program of a shell has them between its words. */
function wordsOf(word: string): readonly string[] {
  return [word, ...(/\s/.test(word) ? word.split(/\s+/) : [])];
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
