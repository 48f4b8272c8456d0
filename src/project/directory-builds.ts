import { SourceText } from '../diagnostics/source-text.ts';
import { joinPath } from '../paths/path-pattern.ts';
import type { Distribution } from '../lock/model.ts';
import type { DirectoryBuild } from '../plan/plan-facts.ts';
import { declaredRequirements } from '../plan/declared-requirements.ts';
import { mayAsk } from '../plan/may-ask.ts';
import { needsCompiler } from '../plan/needs-compiler.ts';
import { versionFromGit } from '../plan/version-from-git.ts';
import { refuseHidden } from './hidden-files.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { parseToml } from '../toml/parse-toml.ts';

/** The build settings of the directories of the context among the distributions. */
export async function directoryBuilds(
  source: Pick<FactSource, 'files' | 'ignoreFile'>,
  distributions: readonly Distribution[],
): Promise<ReadonlyMap<string, DirectoryBuild>> {
  const directories = distributions.flatMap((each) =>
    each.source.kind === 'directory' ? [each.source.path] : [],
  );
  if (directories.length === 0) return new Map();
  const patterns = directories.flatMap((path) =>
    ['pyproject.toml', 'setup.py', 'setup.cfg'].map((name) => joinPath(path, name)),
  );
  const [files, ignored] = await Promise.all([source.files({ patterns }), source.ignoreFile()]);
  return new Map(
    directories.flatMap((path): [string, DirectoryBuild][] => {
      const name = joinPath(path, 'pyproject.toml');
      const text = files[name];
      const setupScript = files[joinPath(path, 'setup.py')];
      const configuration = joinPath(path, 'setup.cfg');
      const hasSetup = setupScript !== undefined || configuration in files;
      if (text === undefined && !hasSetup) return [];
      const pyproject = text === undefined ? undefined : new SourceText(name, text);
      const table = pyproject && parseToml(pyproject);
      const project = {
        ...{ directory: path, table },
        ...(pyproject && { pyproject }),
        ...(configuration in files && {
          setupConfiguration: new SourceText(configuration, files[configuration] ?? ''),
        }),
      };
      if (ignored) refuseHidden(project, ignored);
      const build = {
        needsCompiler: needsCompiler(table, setupScript),
        ...(mayAsk(table, hasSetup) && { asks: true }),
        versionFromGit: versionFromGit(table),
        declared: declaredRequirements(table),
      };
      return [[path, build]];
    }),
  );
}
