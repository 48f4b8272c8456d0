import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { EntryPoint } from './entry-point.ts';
import type { PythonModule } from './python/python-module.ts';
import { startedModules } from './started-modules.ts';
import type { ProjectTree } from './tree.ts';

/** A warning for each started file that is not Python 3; for every such file if none is started. */
export function brokenModules(
  tree: ProjectTree,
  modules: readonly PythonModule[],
  entry: EntryPoint | undefined,
): readonly Diagnostic[] {
  const started = entry === undefined ? modules : startedModules(modules, entry);
  return started.flatMap(({ path, error }): readonly Diagnostic[] => {
    if (error === undefined) return [];
    const text = tree.texts.get(path) ?? '';
    const isOld = /^\s*print\s+["'\w]/m.test(text) || /^\s*except\s+\w+\s*,\s*\w+\s*:/m.test(text);
    return [
      {
        code: 'invalid-python',
        severity: 'warning',
        message: isOld
          ? `${path} is written for Python 2, which no runtime has`
          : `${path} cannot be parsed as Python 3`,
        span: new SourceText(path, text).span(error, error),
        help: isOld ? 'Port it to Python 3.' : 'Mend the syntax.',
      },
    ];
  });
}
