import type { EntryPoint } from './entry-point.ts';
import { cloudFunction } from './cloud-functions.ts';
import { listeningPort } from './listening-port.ts';
import { isOnLoopback, openedSockets } from './loopback-servers.ts';
import { dottedPath, moduleName } from './module-files.ts';
import { modulePlace } from './module-place.ts';
import type { PythonModule } from './python/python-module.ts';
import { runFile } from './run-file.ts';
import type { ProjectTree } from './tree.ts';
import { servedFile } from './served-files.ts';
import { isDash } from './web-entry-points.ts';

/** Applications of a framework that runs a file itself. */
export function frameworkFiles(
  tree: ProjectTree,
  modules: readonly PythonModule[],
  isInstalled: (name: string) => boolean,
): readonly EntryPoint[] {
  return modules.flatMap((module) => frameworkFile(tree, module, isInstalled) ?? []);
}

function frameworkFile(
  tree: ProjectTree,
  module: PythonModule,
  isInstalled: (name: string) => boolean,
): EntryPoint | undefined {
  const { path } = module;
  const isCalled = (pattern: RegExp) => module.calls.some(({ callee }) => pattern.test(callee));
  const python = ['python', path];
  const entry = (
    framework: string,
    command: readonly string[],
    port: number,
    envs: Readonly<Record<string, string>> = {},
  ): EntryPoint => ({
    ...{ command, because: `${path}: ${framework}`, port, isFile: true },
    envs,
  });
  if (isCalled(/^streamlit\./) && !/(?:^|\/)pages\//.test(path)) {
    const health = '/_stcore/health';
    return {
      ...entry('Streamlit', ['streamlit', 'run', path], 8501, {
        // The variable overrides the file, which may name another port.
        ...(tree.paths.includes('.streamlit/config.toml') && { STREAMLIT_SERVER_PORT: '8501' }),
        STREAMLIT_SERVER_ADDRESS: '0.0.0.0',
        STREAMLIT_SERVER_HEADLESS: 'true',
        STREAMLIT_BROWSER_GATHER_USAGE_STATS: 'false',
      }),
      health,
    };
  }
  if (isCalled(/^gradio\./) && isCalled(/\.launch$/)) {
    const envs = { GRADIO_SERVER_NAME: '0.0.0.0', GRADIO_ANALYTICS_ENABLED: 'false' };
    return entry('Gradio', python, listeningPort(module) ?? 7860, envs);
  }
  if (module.assignments.some(({ call }) => isDash(call)) && isCalled(/\.run(?:_server)?$/)) {
    return entry('Dash', python, listeningPort(module) ?? 8050, { HOST: '0.0.0.0' });
  }
  if (isCalled(/^nicegui\.ui\.run$/))
    return entry('NiceGUI', python, listeningPort(module) ?? 8080);
  if (
    isCalled(/^chainlit\./) ||
    module.decorators.some(({ callee }) => callee.startsWith('chainlit.'))
  ) {
    return entry('Chainlit', ['chainlit', 'run', path, '--headless', '--host', '0.0.0.0'], DEFAULT);
  }
  const served = servedFile(tree, module, isInstalled);
  if (served !== undefined) return served;
  const cloud = cloudFunction(module, isInstalled);
  if (cloud !== undefined) {
    return { ...entry(`function \`${cloud.name}\``, cloud.command, 8080), ...cloud.server };
  }
  const application = module.assignments.find(
    ({ call }) => call?.callee === 'aiohttp.web.Application',
  );
  if (application === undefined) return undefined;
  const place = modulePlace(tree, module);
  const words = [
    '--worker-class',
    'aiohttp.GunicornWebWorker',
    `${place.module}:${application.name}`,
  ];
  return {
    ...entry('aiohttp', ['gunicorn', '--bind', '0.0.0.0:8000', ...words], DEFAULT),
    server: 'gunicorn',
  };
}

const DEFAULT = 8000;

/** Celery's applications: workers without a port. */
export function celeryEntryPoints(
  tree: ProjectTree,
  modules: readonly PythonModule[],
): readonly EntryPoint[] {
  return modules.flatMap((module) => {
    const found = module.assignments.find(({ call }) => call?.callee === 'celery.Celery');
    if (found === undefined) return [];
    const place = modulePlace(tree, module);
    const path = place.directory === undefined ? [] : ['--workdir', place.directory];
    return [
      {
        command: ['celery', '-A', `${place.module}:${found.name}`, ...path, 'worker'],
        because: `${module.path}: Celery \`${found.name}\``,
        envs: {},
        module: place.module,
      },
    ];
  });
}

/** What a schedule of Celery beat is called. */
const SCHEDULE = /\b(?:CELERY_?BEAT_SCHEDULE|beat_schedule)\b/;

/** The process that sends the tasks of a schedule to the workers; undefined if there is no schedule. */
export function celeryBeat(
  worker: EntryPoint,
  tree: ProjectTree,
  modules: readonly PythonModule[],
): EntryPoint | undefined {
  const mentioned = (pattern: RegExp) =>
    modules.find(({ path }) => pattern.test(tree.texts.get(path) ?? ''));
  const database = mentioned(/["']django_celery_beat["']/);
  const scheduled = database ?? mentioned(SCHEDULE);
  if (scheduled === undefined || typeof worker.command === 'string') return undefined;
  // Files of the application are root's: beat keeps the times of its tasks elsewhere.
  const store =
    database === undefined
      ? ['--schedule', '/tmp/celerybeat-schedule']
      : ['--scheduler', 'django_celery_beat.schedulers:DatabaseScheduler'];
  return {
    ...worker,
    command: [...worker.command.slice(0, -1), 'beat', '--pidfile=', ...store],
    because: `${scheduled.path}: ${database === undefined ? 'a schedule' : 'django_celery_beat'}`,
  };
}

const SCRIPT_NAMES = ['main', 'app', '__main__', 'run', 'server', 'start', 'bot', 'index', 'cli'];

/** Files that are run: by their usual names, or the only one. */
export function scriptEntryPoints(modules: readonly PythonModule[]): readonly EntryPoint[] {
  const atTop = modules.filter(({ path }) => /^(?:src\/|app\/)?[^/]+$/.test(path));
  const named = SCRIPT_NAMES.flatMap((name) =>
    atTop.filter(({ path }) => path.replace(/^.*\//, '') === `${name}.py`),
  ).toSorted((left, right) => left.path.split('/').length - right.path.split('/').length);
  const runnable = atTop.filter(({ hasMain, acts }) => hasMain || acts);
  const candidates = [...new Set([...named, ...runnable, ...(atTop.length === 1 ? atTop : [])])];
  return candidates.map((module) => {
    const port = listeningPort(module);
    const because = named.includes(module) ? module.path : `${module.path}: the file that runs`;
    return {
      ...(isOnLoopback(module)
        ? {
            command: runFile(module.path, openedSockets),
            because: `${because}, and listens on loopback unless it is told otherwise`,
            module: dottedPath(module.path),
          }
        : { command: ['python', module.path], because }),
      envs: {},
      isFile: true,
      ...(port !== undefined && { port }),
    };
  });
}

/** Modules of packages that run as scripts do, with imports of their neighbours. */
export function moduleEntryPoints(modules: readonly PythonModule[]): readonly EntryPoint[] {
  return modules.flatMap(({ path, hasMain, imports }) => {
    const isRelative = imports.modules.some((name) => name.startsWith('.'));
    if (!hasMain || !path.includes('/') || path.endsWith('__main__.py')) return [];
    const module = dottedPath(path);
    const isModule = isRelative && /^[A-Za-z_][\w.]*$/.test(module);
    const command = isModule ? ['python', '-m', module] : ['python', path];
    return [{ command, because: `${path}: the file that runs`, envs: {}, isFile: true }];
  });
}

/** Packages with a `__main__`. */
export function packageEntryPoints(
  tree: ProjectTree,
  modules: readonly PythonModule[],
): readonly EntryPoint[] {
  return modules.flatMap((module) => {
    if (!/(?:^|\/)[^/]+\/__main__\.py$/.test(module.path)) return [];
    const { module: name } = modulePlace(tree, module);
    const inSource = module.path.startsWith('src/') ? module.path.slice(4) : module.path;
    const package_ = moduleName(inSource);
    const port = listeningPort(module);
    return [
      {
        command: ['python', '-m', package_],
        because: module.path,
        envs: {
          ...(name.startsWith('src.') || module.path.startsWith('src/')
            ? { PYTHONPATH: 'src' }
            : {}),
        },
        module: package_,
        ...(port !== undefined && { port }),
      },
    ];
  });
}
