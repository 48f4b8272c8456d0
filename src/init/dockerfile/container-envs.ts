import type { ContainerFile } from './container-file.ts';
import { below } from './image-path.ts';

/** Variables that an image needs only to be built, or that Grocker sets. */
export const BUILD_ENVS =
  /^(?:(?:PIP|POETRY|UV|PIPENV|PDM|CONDA|NODE|NPM|APT|DEBIAN|BUILD|LC)_\w+|PATH|VIRTUAL_ENV|VENV\w*|LANG|LANGUAGE|HOME|USER|SHELL|PWD|TERM|PYTHON(?!PATH)\w*|\w*_VERSION|\w*_PROXY|GIT_\w+)$/i;
const DIRECTORY_ENVS =
  /^(?:APP|PROJECT|WORK|CODE|BASE|ROOT)\w*(?:HOME|DIR|ROOT|PATH|FOLDER)$|^WORKDIR$|^APP_?HOME$/i;

/** The variables of a Dockerfile that its application needs, or its command names. */
export function usedEnvs(
  file: ContainerFile | undefined,
  line: string,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, { value }] of Object.entries(file?.envs ?? {})) {
    const isNamed = new RegExp(`\\$\\{?${name}\\b`).test(line);
    if (value === '' || (!isNamed && (BUILD_ENVS.test(name) || DIRECTORY_ENVS.test(name))))
      continue;
    const path = name === 'PYTHONPATH' ? pythonPath(value, file?.workdir ?? '/') : value;
    if (path !== '') found[name] = path;
  }
  return found;
}

/** Without the work directory, which is on the module path. */
function pythonPath(value: string, workdir: string): string {
  const parts = value.split(':').filter((part) => part !== '' && part !== '.');
  return parts.filter((part) => below(workdir, part) !== '.').join(':');
}
