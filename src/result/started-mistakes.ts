import type { Help } from '../diagnostics/help.ts';
import type { AuditFinding } from './audit-finding.ts';
import type { Severity } from '../diagnostics/diagnostic-code.ts';
import type { Span } from '../diagnostics/span.ts';
import { meant, suggestion } from '../diagnostics/suggestion.ts';
import { joinPath } from '../paths/path-pattern.ts';
import {
  moduleAbove,
  referencedFiles,
  startedFiles,
  type StartedReference,
  type StartedRoots,
} from '../plan/started-files.ts';

/** A module that a command names, as its text tells. */
export interface StartedModule {
  readonly path: string;
  /** Names that its own level defines or imports. */
  readonly names: readonly string[];
  /** Whether it may have other names: it imports everything of a module, or changes its globals. */
  readonly isOpen: boolean;
}

/** Files of an application, by their paths from the directory that is on the module path. */
export interface StartedTree {
  /** Files of Python, sorted. */
  readonly paths: readonly string[];
  /** The module in the first of some files that exists. */
  readonly module: (files: readonly string[]) => StartedModule | undefined;
  readonly roots: StartedRoots;
}

/** A wrong reference: its words, and the right ones if they are known. */
export interface StartedMistake {
  readonly reference: StartedReference;
  readonly message: string;
  readonly help: Help;
  /** Whether nothing else can bring what is missing, as far as the files tell. */
  readonly isCertain: boolean;
  /** Whether the application has what was probably meant; `help` names it. */
  readonly isNear: boolean;
  /** The module is there, in a directory that is not known to be on the module path. */
  readonly isElsewhere?: true;
  /** The module is there, and lacks the object. */
  readonly isObject?: true;
}

/** The mistake of a reference among the files of an application; undefined if it is right, or may be. */
export function startedMistake(
  reference: StartedReference,
  tree: StartedTree,
): StartedMistake | undefined {
  const found = tree.module(referencedFiles(reference, tree.roots));
  if (reference.kind === 'file') {
    return found === undefined ? missingFile(reference, tree) : undefined;
  }
  if (found !== undefined) return missingObject(reference, tree, found);
  return missingModule(reference, tree);
}

type ModuleReference = Extract<StartedReference, { kind: 'module' }>;

function missingObject(
  reference: ModuleReference,
  { paths }: StartedTree,
  { path, names, isOpen }: StartedModule,
): StartedMistake | undefined {
  const { object, module, word } = reference;
  if (object === undefined || isOpen || names.includes(object)) return undefined;
  // A submodule is a name of its package once something imports it.
  const directory = /^(.*)\/__init__\.py$/.exec(path)?.[1];
  const isSubmodule = startedFiles(object, [directory ?? '.']).some((file) => paths.includes(file));
  if (directory !== undefined && isSubmodule) return undefined;
  const near = suggestion(object, names) ?? usualObject(names);
  const right =
    near === undefined
      ? undefined
      : word.includes(':')
        ? word.replace(`:${object}`, `:${near}`)
        : `${word}:${near}`;
  return {
    reference,
    message: `${path} has no \`${object}\`, which ${JSON.stringify(word)} starts${meant(near)}`,
    help:
      right === undefined
        ? `Define \`${object}\` at the module's own level, or name what it has: ${module}:NAME.`
        : isFactory(near)
          ? `Write "${right}()" for gunicorn or Flask; for uvicorn ${right} and --factory.`
          : `Write ${right}.`,
    isCertain: true,
    isNear: right !== undefined,
    isObject: true,
  };
}

/** Whether a name is that of a function that makes an application. */
function isFactory(name: string | undefined): boolean {
  return /^(?:create|make|build|get)_/.test(name ?? '');
}

/** Names that people give to the object that a server runs. */
function usualObject(names: readonly string[]): string | undefined {
  return ['app', 'application', 'create_app', 'api', 'server'].find((name) => names.includes(name));
}

function missingModule(
  reference: ModuleReference,
  { paths, roots }: StartedTree,
): StartedMistake | undefined {
  const { module, word, object, isSymbol } = reference;
  const modules = new Map(paths.flatMap((path) => [[moduleOf(path), path] as const]));
  // A directory without __init__.py is a package, too (PEP 420), but has no names.
  const places = ['.', ...(roots === 'unknown' ? [] : roots)];
  const isDirectory = (name: string) =>
    places.some((root) => {
      const prefix = `${joinPath(root, name.replaceAll('.', '/'))}/`;
      return paths.some((path) => path.startsWith(prefix));
    });
  if (isDirectory(module)) {
    if (reference.isRun) {
      return {
        reference,
        message: `the package ${module} has no __main__.py, which \`python -m ${module}\` runs`,
        help: `Add the file, or name a module of the package.`,
        isCertain: true,
        isNear: false,
        isObject: true,
      };
    }
    if (object === undefined) return undefined;
    const inside = [...modules.keys()].filter((each) => each.startsWith(`${module}.`));
    const near = ['main', 'app', 'wsgi', 'asgi']
      .map((name) => `${module}.${name}`)
      .find((each) => inside.includes(each));
    return {
      reference,
      message: `${module} is a directory, and has no \`${object}\`${meant(near)}`,
      help: near === undefined ? 'Name the module in it.' : `Write ${word.replace(module, near)}.`,
      isCertain: roots !== 'unknown',
      isNear: near !== undefined,
      isObject: true,
    };
  }
  const above = moduleAbove(module);
  if (isSymbol && above !== '' && (modules.has(above) || isDirectory(above))) return undefined;
  const elsewhere = paths.find((path) =>
    startedFiles(module).some((file) => path.endsWith(`/${file}`)),
  );
  if (elsewhere !== undefined) {
    if (roots === 'unknown') return undefined;
    const right = moduleOf(elsewhere);
    return {
      reference,
      message: `Python does not find the module ${module}: it is ${elsewhere}`,
      help: `Write ${word.replace(module, right)}; or \`envs: {PYTHONPATH: ${rootOf(elsewhere, module)}}\`, if it imports its neighbours by their names alone.`,
      isCertain: false,
      isNear: true,
      isElsewhere: true,
    };
  }
  const near = suggestion(module, modules.keys());
  const [top = module] = module.split('.');
  return {
    reference,
    message: `the application has no module ${module}${meant(near)}`,
    help:
      near === undefined
        ? 'Name a module of the application, such as `main` for main.py.'
        : `Write ${word.replace(module, near)}.`,
    // A module with the name of a package of the application belongs to the application.
    isNear: near !== undefined,
    isCertain: roots !== 'unknown' && (modules.has(top) || isDirectory(top)),
  };
}

function missingFile(
  reference: Extract<StartedReference, { kind: 'file' }>,
  { paths }: StartedTree,
): StartedMistake {
  const { path } = reference;
  const near = paths.find((each) => each.endsWith(`/${path}`)) ?? suggestion(path, paths);
  return {
    reference,
    message: `the application has no file ${path}${meant(near)}`,
    help: near === undefined ? 'Name a file of the application.' : `Write ${near}.`,
    isCertain: true,
    isNear: near !== undefined,
  };
}

/** The directory in which a module has the name that a command gives it. */
function rootOf(path: string, module: string): string {
  const name = module.replaceAll('.', '/');
  return path.slice(0, path.lastIndexOf(`/${name}`));
}

function moduleOf(path: string): string {
  return path.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
}

/** The finding at the place of the command. */
export function startedFinding(
  { message, help }: StartedMistake,
  severity: Extract<Severity, 'error' | 'warning'>,
  span: Span | undefined,
): AuditFinding {
  return { code: 'missing-start', severity, message, ...(span && { span }), help };
}
