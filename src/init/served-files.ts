import { DEFAULT_PORT, type EntryPoint } from './entry-point.ts';
import { listeningPort } from './listening-port.ts';
import { isLoopback } from './loopback-servers.ts';
import { mcpServer } from './mcp-servers.ts';
import { modulePlace } from './module-place.ts';
import type { PythonModule } from './python/python-module.ts';
import { stringValue } from './python/syntax.ts';
import { openedFunction, runFile } from './run-file.ts';
import type { ProjectTree } from './tree.ts';

/** How a framework starts one file. */
interface Served {
  readonly framework: string;
  readonly command: readonly string[];
  readonly port?: number;
  readonly envs?: Readonly<Record<string, string>>;
  readonly server?: 'gunicorn';
}

/** Files that a program of their framework serves, or that listen on loopback unless they are told otherwise. */
export function servedFile(
  tree: ProjectTree,
  module: PythonModule,
  isInstalled: (name: string) => boolean,
): EntryPoint | undefined {
  const found = webFile(tree, module) ?? mcpServer(module) ?? workerFile(tree, module, isInstalled);
  if (found === undefined) return undefined;
  const { framework, envs = {}, ...served } = found;
  const because = `${module.path}: ${framework}`;
  return { ...served, because, envs, isFile: true, module: modulePlace(tree, module).module };
}

function webFile(tree: ProjectTree, module: PythonModule): Served | undefined {
  const { path, assignments, calls, imports } = module;
  const isCalled = (pattern: RegExp) => calls.some(({ callee }) => pattern.test(callee));
  const isMade = (name: string) => assignments.some(({ call }) => call?.callee === name);
  const port = (name: string, usual: number) => {
    const given = calls.map(({ named }) => named.get(name)?.text ?? '').find((text) => text !== '');
    return /^\d{2,5}$/.test(given ?? '') ? Number(given) : usual;
  };
  const address = ['--host', '0.0.0.0', '--port', String(DEFAULT_PORT)];
  if (isCalled(/^panel\./) && !isCalled(/^panel\.serve$|\.show$/)) {
    const words = ['--address', '0.0.0.0', '--port', '5006', '--allow-websocket-origin', '*'];
    return { framework: 'Panel', command: ['panel', 'serve', path, ...words], port: 5006 };
  }
  if (isMade('marimo.App')) {
    const words = ['--headless', '--host', '0.0.0.0', '--port', '8080'];
    return { framework: 'marimo', command: ['marimo', 'run', path, ...words], port: 8080 };
  }
  if (isMade('robyn.Robyn')) {
    const envs = { ROBYN_HOST: '0.0.0.0' };
    return { framework: 'Robyn', command: ['python', path], port: port('port', 8080), envs };
  }
  if (isMade('shiny.App') || imports.modules.some((name) => /^shiny\.express\b/.test(name))) {
    return { framework: 'Shiny', command: ['shiny', 'run', ...address, path], port: DEFAULT_PORT };
  }
  if (isDecorated(module, 'solara.component') && !isCalled(/\.(?:run|launch)$/)) {
    const command = ['solara', 'run', path, ...address, '--production'];
    return { framework: 'Solara', command, port: DEFAULT_PORT };
  }
  if (isDecorated(module, 'mesop.page')) {
    // The module itself is the WSGI application, by the name under which it is imported.
    const [name = 'mesop'] = [...imports.names].find(([, origin]) => origin === 'mesop') ?? [];
    const target = `${modulePlace(tree, module).module}:${name}`;
    const command = ['gunicorn', '--bind', `0.0.0.0:${DEFAULT_PORT}`, target];
    return { framework: 'Mesop', command, port: DEFAULT_PORT, server: 'gunicorn' };
  }
  if (isCalled(/^flet\.(?:app|run)$/)) {
    const envs = { FLET_FORCE_WEB_SERVER: 'true', FLET_SERVER_PORT: String(DEFAULT_PORT) };
    return { framework: 'Flet', command: ['python', path], port: DEFAULT_PORT, envs };
  }
  if (isDecorated(module, 'bentoml.service')) {
    const command = ['bentoml', 'serve', modulePlace(tree, module).module, ...address];
    return { framework: 'BentoML', command, port: DEFAULT_PORT };
  }
  if (isMade('web.application') && isCalled(/\.run$/)) {
    return { framework: 'web.py', command: ['python', path], port: 8080 };
  }
  if (isCalled(/^cherrypy\.(?:quickstart|engine\.start)$/)) {
    const settings = [
      'import cherrypy',
      "cherrypy.config.update({'server.socket_host': '0.0.0.0'})",
    ];
    return { framework: 'CherryPy', command: runFile(path, settings), port: 8080 };
  }
  return openedFile(module);
}

/** Functions that run a server, with the port that they listen on; most do on loopback unless they are told otherwise. */
const RUNNERS: readonly {
  readonly framework: string;
  readonly module: string;
  readonly name: string;
  readonly port: number;
  readonly isOpen?: true;
}[] = [
  { framework: 'Bottle', module: 'bottle', name: 'run', port: 8080 },
  { framework: 'uvicorn', module: 'uvicorn', name: 'run', port: 8000 },
  { framework: 'aiohttp', module: 'aiohttp.web', name: 'run_app', port: 8080, isOpen: true },
];

/** A file that runs a server of its own on loopback. */
function openedFile(module: PythonModule): Served | undefined {
  for (const { framework, module: of, name, port: usual, isOpen } of RUNNERS) {
    const call = module.calls.find(({ callee }) => callee === `${of}.${name}`);
    if (call === undefined) continue;
    const host = call.named.get('host');
    const isOnLoopback = host === undefined ? isOpen !== true : isLoopback(stringValue(host));
    const port = listeningPort(module) ?? usual;
    const { path } = module;
    const opened = openedFunction(of, name, call.named.has('reloader'));
    const command = isOnLoopback ? runFile(path, opened) : ['python', path];
    return { framework, command, port };
  }
  return undefined;
}

/** Files that hold the jobs of a worker. */
function workerFile(
  tree: ProjectTree,
  module: PythonModule,
  isInstalled: (name: string) => boolean,
): Served | undefined {
  if (!isInstalled('dramatiq') || !isDecorated(module, 'dramatiq.actor')) return undefined;
  const place = modulePlace(tree, module);
  const path = place.directory === undefined ? [] : ['--path', place.directory];
  return { framework: 'Dramatiq', command: ['dramatiq', ...path, place.module] };
}

function isDecorated({ decorators }: PythonModule, name: string): boolean {
  return decorators.some(({ callee }) => callee === name);
}
