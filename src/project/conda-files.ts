import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';

/** Files in which conda, mamba and pixi name what an application needs. */
export const CONDA_FILES = ['environment.yml', 'environment.yaml', 'pixi.toml'] as const;

/** How many packages are named. */
const shown = 5;

/**
 * The warning for an application whose packages only conda's files name: none of them is installed, for conda's packages are
 * its own builds, from channels, and not what an index of Python has under the same name.
 *
 * @param files texts by path.
 */
export function condaRemark(files: Readonly<Record<string, string>>): Diagnostic | undefined {
  const [found] = Object.entries(files)
    .filter(([path]) => CONDA_FILES.some((name) => path.replace(/^.*\//, '') === name))
    .sort();
  if (found === undefined) return undefined;
  const [path, text] = found;
  const names = packageNames(path, text);
  const rest = names.length - shown;
  const listed = `${names.slice(0, shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return {
    code: 'conda-project',
    severity: 'warning',
    message: `${path} is for conda or pixi, which Grocker does not run: nothing that it names is installed${names.length === 0 ? '' : ` (${listed})`}`,
    span: new SourceText(path, text).span(0, 0),
    help: 'Name the Python packages in `dependencies` of [project] in pyproject.toml, or in requirements.txt, with their names in the index; libraries and programs of the system in `dependencies` of grocker.yml.',
  };
}

/** The names in `dependencies` of environment.yml, or in the tables of dependencies of pixi.toml; Python itself apart. */
function packageNames(path: string, text: string): readonly string[] {
  const names: string[] = [];
  let isInside = false;
  for (const line of text.split(/\r?\n/)) {
    if (path.endsWith('.toml')) {
      const table = /^\s*\[([\w.-]+)\]/.exec(line)?.[1];
      if (table !== undefined) isInside = /(?:^|\.)(?:pypi-)?dependencies$/.test(table);
      else if (isInside)
        names.push(...(/^\s*"?([A-Za-z0-9][\w.-]*)"?\s*=/.exec(line)?.slice(1) ?? []));
    } else if (/^\S/.test(line) && !line.startsWith('-'))
      isInside = line.startsWith('dependencies:');
    else if (isInside) {
      const name = /^\s*-\s*["']?(?:[\w-]+::)?([A-Za-z0-9][\w.-]*)(?!.*:\s*$)/.exec(line)?.[1];
      if (name !== undefined) names.push(name);
    }
  }
  return names.filter((name) => name !== 'python' && name !== 'pip');
}
