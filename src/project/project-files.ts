import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Located } from '../diagnostics/span.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { ancestors, directoryOf } from '../paths/context-path.ts';
import { LOCK_PATTERNS } from '../lock/find-lock.ts';
import { formats } from '../lock/formats/formats.ts';
import { OWN_LOCK_PATTERNS } from '../lock/formats/pylock/pylock-format.ts';
import { UV_LOCK } from '../lock/formats/uv/uv-format.ts';
import { SYSTEM_LOCK, type Spec } from '../spec/spec.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { isOwnPylock } from '../lock/formats/pylock/is-own-pylock.ts';
import { systemLockPath } from '../spec/system-lock-path.ts';
import { CONDA_FILES, condaRemark } from './conda-files.ts';
import { constraintLines } from './constraints.ts';
import { severalLocks } from './other-locks.ts';
import { constraintUrls, refuseCredentials } from './url-credentials.ts';
import { findProjectLock } from './uv-workspace.ts';
import type { Project, ProjectFiles } from './project.ts';
import { projectIn } from './read-project.ts';
import { VERSION_FILES } from './settings/version-files.ts';
import { checkDependencies } from './undecided-dependencies.ts';
import { checkUnlockedPipfile } from './unlocked-pipfile.ts';

const METADATA = ['pyproject.toml', 'setup.py', 'setup.cfg'];
/** Locks, the files that name a Python, and those that say what a lock was made for. */
const companions = formats.map(({ companion }) => companion);
const LOCKS = [
  ...new Set([
    ...LOCK_PATTERNS,
    ...VERSION_FILES,
    ...companions,
    'poetry.toml',
    'uv.toml',
    'pdm.toml',
  ]),
].filter((name) => !METADATA.includes(name));

/** The files to request if grocker.yml is next to the project, or names a release. */
export const usualFiles = {
  patterns: [...METADATA, ...LOCKS, SYSTEM_LOCK, 'constraints.txt'],
  likely: ['pyproject.toml', UV_LOCK, SYSTEM_LOCK],
};

/** Asks the context for the few files that can matter, once. */
export async function projectFiles(
  source: Pick<FactSource, 'files'>,
  spec: Spec,
): Promise<ProjectFiles> {
  const directory = spec.project?.value ?? spec.source?.path ?? '.';
  const parents = ancestors(directory);
  // Beside a release only what `grocker lock` made for it counts: other locks are other projects'.
  const wanted = spec.release
    ? OWN_LOCK_PATTERNS
    : [
        ...[directory, ...parents].flatMap((parent) =>
          [...METADATA, ...LOCKS].map((name) => joinPath(parent, name)),
        ),
        ...spec.lock.map(({ value }) => joinPath(directoryOf(value), 'pyproject.toml')),
      ];
  const named = [...spec.lock, ...(spec.pipConstraint ? [spec.pipConstraint] : [])];
  const patterns = [...wanted, ...named.map(({ value }) => value), systemLockPath(spec)];
  const files = await source.files({ patterns: [...new Set(patterns)] });
  const remarks: Diagnostic[] = [];
  const chosen = chosenLocks(spec, files, [directory, ...parents], remarks);
  const areOwn = chosen.length > 0 && chosen.every(({ text }) => isOwnPylock(text));
  const constraints = spec.pipConstraint ? readConstraints(files, spec) : '';
  const project = spec.release ? undefined : readProject(spec, files, [directory, ...parents]);
  if (project !== undefined && spec.project !== undefined && spec.lock.length === 0) {
    await checkDependencies(source, spec.project, project, files, chosen);
  }
  if (project !== undefined && chosen.length === 0) {
    checkUnlockedPipfile(spec, project, files, [directory, ...parents]);
  }
  // Only where nothing else says what is installed, which is seldom: no other build reads these files.
  const isSilent = chosen.length === 0 && spec.packages.length === 0 && spec.release === undefined;
  if (isSilent && project?.pyproject === undefined && project?.hasSetupScript !== true) {
    const paths = CONDA_FILES.map((name) => joinPath(directory, name));
    const conda = condaRemark(await source.files({ patterns: paths }));
    if (conda) remarks.push(conda);
  }
  return {
    ...(project && { project }),
    locks: areOwn ? [] : chosen,
    ownPylocks: areOwn ? (spec.lock.length > 0 ? chosen : ownPylocksBeside(chosen, files)) : [],
    texts: files,
    constraints,
    remarks,
  };
}

/** The project, or for an application that is not packaged the nearest one that names its requirements. */
function readProject(
  spec: Spec,
  files: Readonly<Record<string, string>>,
  directories: readonly [string, ...string[]],
): Project {
  const [own, ...above] = directories;
  if (spec.project !== undefined) return projectIn(spec, files, own);
  const isMetadata = (directory: string) => joinPath(directory, 'pyproject.toml') in files;
  const hasOwn = METADATA.some((name) => joinPath(own, name) in files);
  const besideLocks = spec.lock.map(({ value }) => directoryOf(value));
  const described = hasOwn ? own : [...above, ...besideLocks].find(isMetadata);
  return projectIn(spec, files, described ?? own);
}

function chosenLocks(
  spec: Spec,
  files: Readonly<Record<string, string>>,
  directories: readonly string[],
  remarks: Diagnostic[],
): readonly SourceText[] {
  if (spec.lock.length > 0) {
    return spec.lock.map((named) => new SourceText(named.value, required(files, named)));
  }
  const pyproject = (directory: string) => files[joinPath(directory, 'pyproject.toml')];
  for (const [at, directory] of directories.entries()) {
    const prefix = directory === '.' ? '' : `${directory}/`;
    const names = Object.keys(files)
      .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'))
      .filter((path) => spec.release === undefined || isOwnPylock(files[path] ?? ''))
      .map((path) => path.slice(prefix.length));
    const found = findProjectLock(names, directory, directories.slice(at + 1), pyproject);
    if (found !== undefined) {
      const lock = new SourceText(prefix + found, files[prefix + found] ?? '');
      const several = spec.release ? undefined : severalLocks(lock, names);
      if (several) remarks.push(several);
      return [lock];
    }
  }
  return [];
}

/** Services may have locks of their own beside the first. */
function ownPylocksBeside(
  [first]: readonly SourceText[],
  files: Readonly<Record<string, string>>,
): SourceText[] {
  const directory = first?.name.replace(/[^/]*$/, '') ?? '';
  return Object.entries(files)
    .filter(([path]) => /^pylock\.(?:[^./]+\.)?toml$/.test(path.slice(directory.length)))
    .filter(([path, text]) => path.startsWith(directory) && isOwnPylock(text))
    .map(([path, text]) => new SourceText(path, text));
}

/** The requirements of the constraints file; a password in a url of it is refused first, in comments too. */
function readConstraints(files: Readonly<Record<string, string>>, spec: Spec): string {
  const { pipConstraint } = spec;
  if (pipConstraint === undefined) return '';
  const text = required(files, pipConstraint);
  refuseCredentials(constraintUrls(spec, text));
  return constraintLines(new SourceText(pipConstraint.value, text));
}

function required(
  files: Readonly<Record<string, string>>,
  { value, span }: Located<string>,
): string {
  const text = Object.hasOwn(files, value) ? files[value] : undefined;
  if (text !== undefined) return text;
  throw new DiagnosticError([
    {
      code: 'file-not-found',
      severity: 'error',
      message: `the context has no file ${value}`,
      span,
      help: 'Write its path relative to the context, and make sure that .dockerignore does not exclude it.',
    },
  ]);
}
