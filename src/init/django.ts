import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { directoryOf } from '../paths/context-path.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { djangoSettings, type DjangoSettings } from './django-settings.ts';
import { DEFAULT_PORT, type EntryPoint, type InferredStep } from './entry-point.ts';
import { moduleFiles } from './module-files.ts';
import { doesImport } from './python/imported-names.ts';
import { firstText, readModule } from './python/python-module.ts';
import { stringValue } from './python/syntax.ts';
import { served } from './servers.ts';
import { subtree, type ProjectTree } from './tree.ts';

/** A Django project: where its manage.py is, and how it is served. */
export interface DjangoProject {
  /** The directory of manage.py. */
  readonly directory: string;
  readonly entryPoint: EntryPoint;
  readonly remarks: readonly Diagnostic[];
}

/**
 * The project of the manage.py that lies highest; undefined if there is none.
 *
 * @param given the module of settings that the image sets.
 */
export function djangoProject(
  tree: ProjectTree,
  isInstalled: (name: string) => boolean,
  given?: string,
): DjangoProject | undefined {
  const depth = (path: string) => path.split('/').length;
  const found = tree.paths
    .filter((each) => /(?:^|\/)manage\.py$/.test(each) && isDjango(tree, each))
    .toSorted((left, right) => depth(left) - depth(right));
  // A manage.py whose settings are elsewhere only passes commands on.
  const path = found.find((each) => hasSettings(tree, each)) ?? found[0];
  if (path === undefined) return undefined;
  const directory = directoryOf(path);
  const own = subtree(tree, directory);
  const ofCommands = settingsModule(own, 'manage.py');
  const name = given ?? settingsOfServer(own) ?? ofCommands;
  const settings = djangoSettings(own, name);
  const isOther = given === undefined && name !== undefined && name !== ofCommands;
  const steps = collectStatic(own, settings, isOther ? ['--settings', name] : []);
  const needs = settings?.required ?? [];
  return {
    directory,
    entryPoint: { ...entryPoint(own, settings, directory, isInstalled), steps, needs },
    remarks: missingSettings(own, name, path),
  };
}

/** A warning if the settings are in a package of the project that does not have them, such as a file that git ignores. */
function missingSettings(
  tree: ProjectTree,
  name: string | undefined,
  path: string,
): readonly Diagnostic[] {
  const [top = ''] = name?.split('.') ?? [];
  const isOwn = tree.paths.some((each) => each.startsWith(`${top}/`) || each === `${top}.py`);
  if (name === undefined || !isOwn) return [];
  if (moduleFiles(name).some((each) => tree.paths.includes(each))) return [];
  return [
    {
      code: 'missing-start',
      severity: 'warning',
      message: `${path} starts Django with the settings ${name}, which is no module of the project`,
      help: 'Add the file, or name other settings: envs: {DJANGO_SETTINGS_MODULE: …}.',
    },
  ];
}

/** The variable of the environment that names the module of settings. */
const SETTINGS = 'DJANGO_SETTINGS_MODULE';

/** Where `startproject` puts the objects that a server loads. */
const WSGI_FILE = /^[^/]+\/wsgi\.py$/;
const ASGI_FILE = /^[^/]+\/asgi\.py$/;

/** Whether a manage.py is Django's: other frameworks and people name their scripts so. */
function isDjango({ texts }: ProjectTree, path: string): boolean {
  const { imports, calls, variables } = readModule(path, texts.get(path) ?? '');
  return (
    doesImport(imports, 'django') ||
    calls.some((call) => firstText(call) === SETTINGS) ||
    variables.has(SETTINGS)
  );
}

function hasSettings(tree: ProjectTree, path: string): boolean {
  const own = subtree(tree, directoryOf(path));
  return hasModule(own, settingsModule(own, 'manage.py'));
}

function hasModule({ texts }: ProjectTree, module: string | undefined): boolean {
  return module !== undefined && moduleFiles(module).some((each) => texts.has(each));
}

/** The settings that a server loads, which may be others than those of commands on the machine of a developer. */
function settingsOfServer(tree: ProjectTree): string | undefined {
  return [WSGI_FILE, ASGI_FILE]
    .flatMap((file) => tree.paths.filter((path) => file.test(path)))
    .map((path) => settingsModule(tree, path))
    .find((name) => hasModule(tree, name));
}

/** The module of settings that a file sets: `os.environ.setdefault(…)`, `os.environ[…] = …`. */
function settingsModule({ texts }: ProjectTree, path: string): string | undefined {
  const { calls, variables } = readModule(path, texts.get(path) ?? '');
  const found = calls.find((call) => firstText(call) === SETTINGS);
  return stringValue(found?.positional[1]) ?? variables.get(SETTINGS);
}

function entryPoint(
  tree: ProjectTree,
  settings: DjangoSettings | undefined,
  directory: string,
  isInstalled: (name: string) => boolean,
): EntryPoint {
  const { wsgi, asgi } = settings ?? {};
  const isThere = (dotted: string) => tree.paths.includes(`${dotted.replaceAll('.', '/')}.py`);
  const [asgiModule, asgiName] = objectOf(asgi);
  const usesAsgi =
    asgiModule !== undefined &&
    isThere(asgiModule) &&
    (wsgi === undefined || ['channels', 'daphne', 'uvicorn', 'hypercorn'].some(isInstalled));
  if (usesAsgi) {
    const application = { module: asgiModule, name: asgiName, isFactory: false };
    const because = `${settings?.file ?? ''}: ASGI_APPLICATION`;
    return {
      ...served('asgi', application, isInstalled, { hasSockets: isInstalled('channels') }),
      because,
      envs: {},
      module: asgiModule,
      isFile: true,
    };
  }
  const [wsgiModule, wsgiName] = objectOf(wsgi);
  const conventional = tree.paths.find((path) => WSGI_FILE.test(path));
  const module =
    wsgiModule !== undefined && isThere(wsgiModule)
      ? wsgiModule
      : conventional?.replace(/\.py$/, '').replaceAll('/', '.');
  if (module === undefined) {
    return {
      command: ['python', 'manage.py', 'runserver', `0.0.0.0:${DEFAULT_PORT}`],
      because: `${joinPath(directory, 'manage.py')}: neither WSGI_APPLICATION nor wsgi.py`,
      port: DEFAULT_PORT,
      envs: {},
      isFile: true,
    };
  }
  const because =
    wsgiModule === module ? `${settings?.file ?? ''}: WSGI_APPLICATION` : (conventional ?? '');
  const application = {
    module,
    name: wsgiModule === module ? wsgiName : 'application',
    isFactory: false,
  };
  return { ...served('wsgi', application, isInstalled), because, envs: {}, module, isFile: true };
}

function objectOf(dotted: string | undefined): readonly [string | undefined, string] {
  const at = dotted?.lastIndexOf('.') ?? -1;
  if (dotted === undefined || at === -1) return [undefined, 'application'];
  return [dotted.slice(0, at), dotted.slice(at + 1)];
}

/** A step that writes nothing fails, so there must be files to collect. */
function collectStatic(
  tree: ProjectTree,
  settings: DjangoSettings | undefined,
  options: readonly string[],
): readonly InferredStep[] {
  if (settings?.staticRoot === undefined || !settings.usesStaticFiles) return [];
  const hasFiles =
    settings.hasStaticApplications ||
    tree.paths.some((path) => path.includes('/static/') || path.startsWith('static/'));
  if (!hasFiles) return [];
  return [
    {
      run: ['python', 'manage.py', 'collectstatic', '--noinput', ...options],
      envs: Object.fromEntries(settings.required.map((name) => [name, placeholder(name)])),
      output: `${settings.staticRoot}/`,
    },
  ];
}

function placeholder(name: string): string {
  if (name.includes('DATABASE_URL')) return 'sqlite:///only-for-this-step';
  if (/SECRET|KEY|TOKEN/.test(name)) return 'only-for-this-step';
  return '1';
}
