import { contextPath } from '../paths/context-path.ts';
import { joinPath } from '../paths/path-pattern.ts';
import type { Plan } from './plan.ts';
import { startedReferences, type StartedReference } from '../python/started-references.ts';

export type { StartedReference };

/** Directories on the module path besides that of the files themselves; unknown if not all are known. */
export type StartedRoots = readonly string[] | 'unknown';

/** How a container starts, and where its files are. */
export interface Starting {
  readonly command: readonly string[];
  readonly cmd: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly workdir: string;
  /** The directory of the application's files in the image. */
  readonly directory: string;
}

/** How the image of a plan starts; its files are those of `source`, or where it starts. */
export function plannedStart({
  entrypoint,
  image,
  trees,
}: Pick<Plan, 'entrypoint' | 'image' | 'trees'>): Starting {
  const source = trees.find(({ importable }) => importable);
  return {
    command: entrypoint.command,
    cmd: image.cmd,
    env: image.env,
    workdir: image.workdir,
    directory: source?.parts[0]?.to ?? image.workdir,
  };
}

/** The parts of an application that a container starts; files as seen from the directory of the application. */
export function startedParts({
  command,
  cmd,
  env,
  workdir,
  directory,
}: Starting): readonly StartedReference[] {
  const variables = Object.fromEntries(env.map(({ name, value }) => [name, value]));
  return startedReferences([...command, ...cmd], variables).flatMap(
    (each): readonly StartedReference[] => {
      if (each.kind === 'module') return [each];
      const path = below(directory, workdir, each.path);
      return path === undefined ? [] : [{ ...each, path }];
    },
  );
}

/** The modules among the parts that a plan's container starts. */
export function startedModules(plan: Parameters<typeof plannedStart>[0]): readonly StartedModule[] {
  return startedParts(plannedStart(plan)).filter((part) => part.kind === 'module');
}

type StartedModule = Extract<StartedReference, { readonly kind: 'module' }>;

/** Options of servers that name a directory for the module path, or a file that may. */
const DIRECTORY = /^--(?:chdir|app-dir|pythonpath|workdir|working-dir)(?:=(.*))?$/;
const SETTINGS = /^(?:-c|--config)(?:=|$)/;

/** Where modules are looked for besides the directory of the files. */
export function startedRoots({ command, cmd, env, workdir, directory }: Starting): StartedRoots {
  const words = [...command, ...cmd].flatMap((word) => word.split(/\s+/));
  if (words.slice(1).some((word) => SETTINGS.test(word))) return 'unknown';
  const written = words.flatMap((word, at) => {
    const match = DIRECTORY.exec(word);
    return match === null ? [] : [match[1] ?? words[at + 1] ?? ''];
  });
  const path = env.find(({ name }) => name === 'PYTHONPATH')?.value ?? '';
  const named = [...written, ...path.split(':')].flatMap((each) => each.split(','));
  const roots = named.filter((each) => each !== '').map((each) => below(directory, workdir, each));
  const own = below(directory, workdir, '.');
  const known = roots.filter((each) => each !== undefined);
  if (known.length < roots.length) return 'unknown';
  return [...new Set([...(own === undefined ? [] : [own]), ...known])].filter(
    (each) => each !== '.',
  );
}

/** Whether files of the work directory may come from a volume. */
export function isMounted({
  volumes,
  workdir,
}: {
  readonly volumes: readonly string[];
  readonly workdir: string;
}): boolean {
  return volumes.some((volume) => volume === workdir || workdir.startsWith(`${volume}/`));
}

/** The names that a reference is found by, one below another: directories, and a module or a file without its ending. */
export function namesOf(reference: StartedReference): readonly string[] {
  return reference.kind === 'file'
    ? reference.path.replace(/\.py$/, '').split('/')
    : reference.module.split('.');
}

/** The module or package that a module is in; empty if it is in none. */
export function moduleAbove(module: string): string {
  return module.replace(/\.?[^.]+$/, '');
}

/** A path of the image as seen from a directory; undefined if it is not in there. */
function below(directory: string, workdir: string, path: string): string | undefined {
  const absolute = path.startsWith('/')
    ? contextPath('.', path.slice(1))
    : contextPath(workdir.slice(1) || '.', path);
  if (absolute === undefined) return undefined;
  const inside = `/${absolute}`;
  if (inside === directory || (absolute === '.' && directory === '/')) return '.';
  return inside.startsWith(`${directory}/`) ? inside.slice(directory.length + 1) : undefined;
}

/** The files that a module may be, in the order in which Python looks for them. */
export function startedFiles(module: string, roots: readonly string[] = ['.']): readonly string[] {
  const path = module.replaceAll('.', '/');
  return roots.flatMap((root) =>
    [`${path}/__init__.py`, `${path}.py`].map((file) => joinPath(root, file)),
  );
}

/** The files in which a reference is looked for. */
export function referencedFiles(
  reference: StartedReference,
  roots: StartedRoots,
): readonly string[] {
  if (reference.kind === 'file') return [reference.path];
  const files = startedFiles(reference.module, ['.', ...(roots === 'unknown' ? [] : roots)]);
  return reference.isRun ? files.map((file) => file.replace('__init__', '__main__')) : files;
}
