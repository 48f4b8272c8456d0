import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { decodeSource } from '../../diagnostics/decode-source.ts';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { SourceText } from '../../diagnostics/source-text.ts';
import { readLocalFileSync } from '../../inputs/local-file.ts';
import { findProjectLock } from '../../project/uv-workspace.ts';
import { directoryOf } from '../../paths/context-path.ts';
import { UV_LOCK } from '../../lock/formats/uv/uv-format.ts';
import { formatNamed, lockFormat } from '../../lock/lock-format.ts';
import { readLock } from '../../lock/read-lock.ts';
import { selectDistributions } from '../../lock/select-distributions.ts';
import type { Selection } from '../../lock/selection.ts';
import type { PythonTarget } from '../../python/target.ts';
import { UsageError } from '../usage-error.ts';

/** The parameters of a selection from a directory's lock. */
export interface DirectoryRequest {
  /** Relative to the directory; undefined: what is found there, or above it in a workspace. */
  readonly lock: string | undefined;
  /** A workspace member instead of the project in the directory. */
  readonly member: string | undefined;
  readonly target: PythonTarget;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
}

/** The selection of a directory's lock; its paths and places are relative to the working directory. */
export interface DirectorySelection {
  readonly selection: Selection;
  /** As distributions' paths have it. */
  readonly lockFile: string;
}

/** Reads the lock of a project's directory and selects from it, as a build of it would. */
export function selectInDirectory(
  directory: string,
  request: DirectoryRequest,
): DirectorySelection {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`there is no directory ${directory}`);
  }
  const project = resolve(directory);
  const lock = request.lock === undefined ? foundLock(project) : resolve(project, request.lock);
  if (!existsSync(lock)) throw new UsageError(`there is no ${shown(lock)}`);
  let root = commonDirectory(project, dirname(lock));
  for (;;) {
    const made = selectUnder(root, project, lock, request);
    const above = dirname(root);
    const diagnostics = 'selection' in made ? made.selection.diagnostics : made.diagnostics;
    // A lock may name directories next to its own: then the context is larger.
    if (isOutside(diagnostics) && above !== root) root = above;
    else if ('selection' in made) return made;
    else throw made;
  }
}

function isOutside(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => code === 'lock-path');
}

function foundLock(project: string): string {
  const above = directoriesAbove(project);
  const own = findProjectLock(readdirSync(project), project, above, readPyproject);
  if (own !== undefined) return join(project, own);
  // Only a workspace has its lock above its members.
  const workspace = above.find((directory) => existsSync(join(directory, UV_LOCK)));
  if (workspace !== undefined) return join(workspace, UV_LOCK);
  throw new UsageError(`there is no lock in ${shown(project)}: name one with --lock`);
}

/** The nearest first; none above the repository's root. */
function directoriesAbove(project: string): readonly string[] {
  const above: string[] = [];
  for (let at = project; dirname(at) !== at && !existsSync(join(at, '.git'));) {
    at = dirname(at);
    above.push(at);
  }
  return above;
}

function readPyproject(directory: string): string | undefined {
  const path = join(directory, 'pyproject.toml');
  return existsSync(path) ? readLocalFileSync(path, 'pipe').toString('utf8') : undefined;
}

function commonDirectory(left: string, right: string): string {
  let common = left;
  while (relative(common, right).startsWith('..')) common = dirname(common);
  return common;
}

function shown(path: string): string {
  const name = relative('.', path);
  return name === '' ? '.' : name;
}

function selectUnder(
  root: string,
  project: string,
  lock: string,
  request: DirectoryRequest,
): DirectorySelection | DiagnosticError {
  const within = (path: string) => relative(root, path).split(sep).join('/');
  const read = (name: string) => readSource(root, name);
  const directory = within(project) === '' ? '.' : within(project);
  const name = within(lock);
  const place = (diagnostic: Diagnostic) => placed(diagnostic, root);
  try {
    const source = read(name);
    if (source === undefined) throw new UsageError(`there is no ${shown(lock)}`);
    const format = lockFormat(name, source.text);
    if (typeof format !== 'string') throw new DiagnosticError([format]);
    const beside = formatNamed(format).companion;
    const at = directoryOf(name);
    const found = readLock({
      format,
      source,
      pyproject: read(at === '.' ? beside : `${at}/${beside}`),
      readFile: read,
      directory,
    });
    const selection = selectDistributions(found, {
      target: request.target,
      project: request.member === undefined ? { directory } : { name: request.member },
      extras: request.extras,
      groups: request.groups,
      noBinary: [],
      onlyBinary: [],
    });
    return {
      selection: { ...selection, diagnostics: selection.diagnostics.map(place) },
      lockFile: name,
    };
  } catch (error) {
    if (error instanceof DiagnosticError) return new DiagnosticError(error.diagnostics.map(place));
    throw error;
  }
}

/** A file of the project; a link may lead to another one of it, and nowhere else. */
function readSource(root: string, name: string): SourceText | undefined {
  const path = join(root, name);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const real = realpathSync(path);
  const inside = relative(realpathSync(root), real);
  if (inside.split(sep)[0] === '..' || isAbsolute(inside)) {
    throw new DiagnosticError([
      {
        code: 'path-outside-context',
        severity: 'error',
        message: `${name} leads out of the project`,
        help: 'Copy the file into the project.',
      },
    ]);
  }
  const source = decodeSource(name, readFileSync(real));
  if (source instanceof SourceText) return source;
  throw new DiagnosticError([source]);
}

/** A diagnostic with its place as seen from the working directory. */
function placed(diagnostic: Diagnostic, root: string): Diagnostic {
  const { span } = diagnostic;
  if (span === undefined) return diagnostic;
  return { ...diagnostic, span: { ...span, file: shown(join(root, span.file)) } };
}
