import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { brokenModules } from './broken-modules.ts';
import { companions, incompatiblePins, type Companion } from './companions.ts';
import { ancestorsOf } from './directories.ts';
import { USUAL_SCRIPT } from '../plan/usual-script.ts';
import { valueAt } from '../toml/table-reader.ts';
import { assumedRequirements, type AssumedRequirements } from './assumed-requirements.ts';
import { legacySetuptools } from './legacy-setuptools.ts';
import { assumedRemarks } from './assumed-remarks.ts';
import { consoleScripts, projectName, type ConsoleScript } from './console-scripts.ts';
import { declared, isDeclared, tomlOf, type Declared } from './declared.ts';
import { djangoProject } from './django.ts';
import type { EntryPoint } from './entry-point.ts';
import {
  celeryBeat,
  celeryEntryPoints,
  frameworkFiles,
  moduleEntryPoints,
  packageEntryPoints,
  scriptEntryPoints,
} from './file-entry-points.ts';
import { bringsServer } from './frameworks.ts';
import { moduleFiles, SOURCE_ROOTS } from './module-files.ts';
import { pasteEntryPoints } from './paste-files.ts';
import { packaging, type Packaging } from './packaged.ts';
import { nameOf } from './requirement-name.ts';
import { containerStart } from './dockerfile/container-start.ts';
import type { ImagePlace } from './dockerfile/image-place.ts';
import { installedByFile, startedFirst } from './dockerfile/started-first.ts';
import { projectContainers, type ProjectContainers } from './dockerfile/project-containers.ts';
import { startedModules, startedScript } from './started-modules.ts';
import { readModule, type PythonModule } from './python/python-module.ts';
import { withNamedModule } from './named-application.ts';
import { withNeeds } from './with-needs.ts';
import { withGunicornPort } from './gunicorn-port.ts';
import { withPort } from './with-port.ts';
import { separateData } from './separate-data.ts';
import { startCommands } from './start-files.ts';
import { scriptedStart } from './start-scripts.ts';
import { uwsgiStart } from './uwsgi-settings.ts';
import { withServers } from './started-servers.ts';
import { isApplicationModule, MOST_MODULES, subtree, type ProjectTree } from './tree.ts';
import { documentEntryPoints, toolEntryPoints } from './tool-entry-points.ts';
import { webEntryPoints } from './web-entry-points.ts';
import { undeclaredFrameworks } from './undeclared.ts';

/** One application of a tree: where it is, how it is built, and every way to start it. */
export interface InferredApplication {
  /** For the context. */
  readonly directory: string;
  readonly kind: 'source' | 'project';
  readonly because: string;
  readonly declared: Declared;
  /** Undefined if nothing was found that starts. */
  readonly entryPoint: EntryPoint | undefined;
  /** Other entry points that a person might mean. */
  readonly alternatives: readonly EntryPoint[];
  /** Further images of the same application, by name. */
  readonly services: ReadonlyMap<string, EntryPoint>;
  readonly remarks: readonly Diagnostic[];
  /** How it is run in containers already. */
  readonly containers: ProjectContainers | undefined;
  /** The directory of its files in the image; absent: any. */
  readonly place?: ImagePlace;
  /** What it requires, where no file of Python's tools says so. */
  readonly assumed?: AssumedRequirements;
  /** setuptools, where nothing requires it. */
  readonly setuptools: ReturnType<typeof legacySetuptools>;
  /** Limits of versions that no file writes down. */
  readonly companions: readonly Companion[];
  /** The script that is started, with requirements of its own (PEP 723), or its lock; for the context. */
  readonly script?: string;
  /** Comments on what no package has. */
  readonly notes: readonly string[];
}

/** Decides how one directory is built and started. */
export function inferApplication(whole: ProjectTree, directory: string): InferredApplication {
  const tree = subtree(whole, directory);
  const needs = declared(whole, [directory, ...ancestorsOf(directory)]);
  const containers = projectContainers(whole, directory);
  const modules = applicationModules(tree);
  const assumed = isComputed(tree)
    ? undefined
    : assumedRequirements(whole, directory, needs, modules);
  const isInstalled = (name: string) =>
    isBrought(needs, name) ||
    installedByFile(containers).includes(name) ||
    assumed?.requirements.some((each) => nameOf(each) === name) === true;
  const packaged = packaging(tree);
  const settings = containers?.file?.envs['DJANGO_SETTINGS_MODULE']?.value;
  const django = djangoProject(tree, isInstalled, settings);
  const contained = containers && containerStart(containers, whole, directory);
  const commands = startedFirst(
    startCommands(tree, whole, directory),
    contained,
    django !== undefined,
  );
  const scripted =
    commands.web === undefined ? (scriptedStart(tree) ?? uwsgiStart(tree, isInstalled)) : undefined;
  const start = withServers({ ...commands, ...(scripted && { web: scripted }) }, tree, isInstalled);
  const celery = celeryEntryPoints(tree, modules);
  const groups = start.web
    ? [[withSteps(start.web, django)]]
    : django
      ? [[django.entryPoint]]
      : entryPoints(tree, packaged, modules, celery, isInstalled);
  const [entryPoint, ...alternatives] = groups.find((group) => group.length > 0) ?? [];
  const named = [...start.others];
  const [first, ...others] =
    entryPoint === undefined ? named.map(([, entry]) => entry) : [entryPoint];
  const services = new Map(entryPoint === undefined ? named.slice(1) : named);
  const [worker] = celery;
  if (start.others.size === 0 && worker !== undefined && entryPoint !== worker && entryPoint) {
    services.set('worker', worker);
    const beat = celeryBeat(worker, tree, modules);
    if (beat !== undefined) services.set('beat', beat);
  }
  const isProject = packaged.kind === 'project' && isPackaged(packaged, first ?? others[0], tree);
  const below = django?.directory ?? '.';
  const place =
    isProject || commands.web === undefined || commands.web !== contained?.web
      ? undefined
      : contained.place;
  const script = isProject ? undefined : startedScript(tree, modules, first);
  return {
    directory: joined(directory, place?.source ?? (isProject || start.web ? '.' : below)),
    kind: isProject ? 'project' : 'source',
    because: sourceReason(packaged, isProject, first),
    declared: needs,
    entryPoint: first && completed(isProject ? withoutPath(first) : first, tree, modules),
    alternatives,
    services,
    containers,
    ...(place && { place }),
    ...(assumed && { assumed }),
    setuptools: legacySetuptools(whole, [directory, ...ancestorsOf(directory)], modules, needs),
    companions: companions(
      whole,
      [directory, ...ancestorsOf(directory)],
      modules,
      needs,
      isInstalled,
    ),
    ...(script !== undefined && { script: joined(directory, script) }),
    notes: separateData(tree, modules, needs),
    remarks: [
      ...brokenModules(tree, modules, first),
      ...(django?.remarks ?? []),
      ...incompatiblePins(whole, [directory, ...ancestorsOf(directory)], needs),
      ...assumedRemarks(whole, directory, assumed, () => undeclared(tree, modules, first, needs)),
    ],
  };
}

/** An entry point with what the files say about its module, its port and its variables. */
function completed(
  entry: EntryPoint,
  tree: ProjectTree,
  modules: readonly PythonModule[],
): EntryPoint {
  const named = withNamedModule(entry, tree);
  return withNeeds(withPort(withGunicornPort(named, tree), tree, modules), modules);
}

/** A package is found without a path. */
function withoutPath({ envs, ...entry }: EntryPoint): EntryPoint {
  const { PYTHONPATH: _, ...others } = envs;
  return { ...entry, envs: others };
}

function joined(directory: string, below: string): string {
  if (below === '.') return directory;
  return directory === '.' ? below : `${directory}/${below}`;
}

/** The steps of a Django project are needed however it is started. */
function withSteps(entry: EntryPoint, django: ReturnType<typeof djangoProject>): EntryPoint {
  const { steps = [], needs = [] } = django?.entryPoint ?? {};
  // If manage.py is in a deeper directory, its commands run there.
  return django?.directory === '.' ? { ...entry, steps, needs } : entry;
}

/** Every way to start an application, in groups: the first that is not empty decides. */
function entryPoints(
  tree: ProjectTree,
  packaged: Packaging,
  modules: readonly PythonModule[],
  celery: readonly EntryPoint[],
  isInstalled: (name: string) => boolean,
): readonly (readonly EntryPoint[])[] {
  const declaredScripts = consoleScripts(tree);
  const working = declaredScripts.filter((script) => hasModule(tree, script));
  // A module that a build makes is in no file yet.
  const scripts = working.length > 0 ? working : declaredScripts;
  const own = scripts.flatMap(({ name, target, file }): EntryPoint[] => {
    if (!isCommandName(name)) return [];
    const module = target.replace(/:.*$/, '');
    return [{ command: name, because: `${file}: console script ${name}`, envs: {}, module }];
  });
  const called = working.flatMap(({ name, target, file }): EntryPoint[] => {
    const [module = '', callable = ''] = target.split(':');
    if (callable === '') return [];
    const [top = callable] = callable.split('.');
    const program = `import sys; from ${module} import ${top}; sys.exit(${callable}())`;
    return [
      {
        command: ['python', '-c', program],
        because: `${file}: what the script ${name} calls`,
        envs: {},
        module,
      },
    ];
  });
  return [
    pasteEntryPoints(tree, modules),
    packaged.kind === 'project' ? ownScripts(tree, own) : [],
    packaged.kind === 'project' && own.length === 0 ? called : [],
    webEntryPoints(tree, modules, isInstalled),
    frameworkFiles(tree, modules, isInstalled),
    celery,
    toolEntryPoints(tree, modules),
    packageEntryPoints(tree, modules),
    packaged.kind === 'project' ? [] : called,
    scriptEntryPoints(modules),
    moduleEntryPoints(modules),
    documentEntryPoints(tree, isInstalled),
  ];
}

/** Whether the module that a console script calls is in the tree or its src directory. */
function hasModule({ paths }: ProjectTree, { target }: ConsoleScript): boolean {
  const module = target.replace(/:.*$/, '');
  const files = SOURCE_ROOTS.flatMap((root) => moduleFiles(module, root));
  return paths.some((path) => files.includes(path));
}

/** Installers make no program for a script whose name has blanks. */
function isCommandName(name: string): boolean {
  return /^[\w.-]+$/.test(name);
}

/** Where a script is named like the project, it is the one that is meant. */
function ownScripts(tree: ProjectTree, scripts: readonly EntryPoint[]): readonly EntryPoint[] {
  const name = projectName(tree);
  const named = scripts.find(({ command }) => command === name || command === USUAL_SCRIPT);
  return named === undefined ? scripts : [named];
}

function applicationModules(tree: ProjectTree): readonly PythonModule[] {
  return tree.paths
    .filter((path) => path.endsWith('.py') && isApplicationModule(path))
    .slice(0, MOST_MODULES)
    .map((path) => readModule(path, tree.texts.get(path) ?? ''))
    .filter((module) => !isOfInvoke(module));
}

/** Whether a tasks.py is for the program invoke, and not the jobs of a worker. */
function isOfInvoke({ path, imports }: PythonModule): boolean {
  return /(?:^|\/)tasks\.py$/.test(path) && imports.modules.includes('invoke');
}

/** Whether a package is installed, or comes with one that is. */
function isBrought(needs: Declared, name: string): boolean {
  if (isDeclared(needs, name)) return true;
  if (needs.locked.size > 0) return false;
  return Object.entries(bringsServer).some(
    ([package_, servers]) => servers.includes(name) && needs.names.has(package_),
  );
}

/** Whether a wheel of the project has what is started. */
function isPackaged(
  { modules }: Packaging,
  entry: EntryPoint | undefined,
  tree: ProjectTree,
): boolean {
  if (entry === undefined) return true;
  if (typeof entry.command === 'string') return true;
  if (entry.files !== undefined) return modules.has(entry.module?.split('.')[0] ?? '');
  if (entry.isFile === true) {
    const words = entry.command.flatMap((word) => word.split(/\s+/));
    const isOwn = consoleScripts(tree).some(({ name }) => words.includes(name));
    const served = words.flatMap(
      (word) => /^([A-Za-z_]\w*)(?:\.[\w.]+)?:\w+/.exec(word)?.[1] ?? [],
    );
    const started = words.flatMap((word, at) =>
      words[at - 1] === '-m' ? [word.split('.')[0] ?? ''] : [],
    );
    return isOwn || [...served, ...started].some((name) => modules.has(name));
  }
  return modules.has(entry.module?.split('.')[0] ?? '');
}

function sourceReason(
  packaged: Packaging,
  isProject: boolean,
  entry: EntryPoint | undefined,
): string {
  if (isProject) return packaged.because;
  if (packaged.kind === 'source') return packaged.because;
  return `the package does not have ${entry?.isFile === true ? 'the file that is started' : (entry?.module ?? 'it')}`;
}

/** Frameworks that nothing requires, as far as the files tell: a back end may compute what it requires. */
function undeclared(
  tree: ProjectTree,
  modules: readonly PythonModule[],
  entry: EntryPoint | undefined,
  needs: Declared,
): readonly Diagnostic[] {
  if (isComputed(tree) && needs.locked.size === 0) return [];
  return undeclaredFrameworks(startedModules(modules, entry), tree.texts, needs);
}

/** Whether a build back end may compute what is required. */
function isComputed(tree: ProjectTree): boolean {
  const dynamic = valueAt(tomlOf(tree, 'pyproject.toml'), ['project', 'dynamic']);
  return (
    /\binstall_requires\b/.test(tree.texts.get('setup.py') ?? '') ||
    strings(dynamic).includes('dependencies')
  );
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
