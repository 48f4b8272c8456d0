import { needsCompiler } from '../plan/needs-compiler.ts';
import type { Distribution } from '../lock/model.ts';
import type { FactSource } from './fact-source.ts';
import { parseToml } from './parse-toml.ts';
import { SourceText } from '../diagnostics/source-text.ts';

/** The directories of the context among the distributions whose wheel no compiler is needed for. */
export async function directoriesWithoutCompiler(
  source: FactSource,
  distributions: readonly Distribution[],
): Promise<ReadonlySet<string>> {
  const directories = distributions.flatMap((each) =>
    each.source.kind === 'directory' ? [each.source.path] : [],
  );
  if (directories.length === 0) return new Set();
  const patterns = directories.flatMap((path) => [`${path}/pyproject.toml`, `${path}/setup.py`]);
  const files = await source.files({ patterns });
  return new Set(
    directories.filter((path) => {
      const name = `${path}/pyproject.toml`;
      const text = files[name];
      if (text === undefined) return false;
      return !needsCompiler(parseToml(new SourceText(name, text)), `${path}/setup.py` in files);
    }),
  );
}
