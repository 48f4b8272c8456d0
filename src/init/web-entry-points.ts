import { ownValue } from '../paths/own-value.ts';
import { constructors, healthPaths } from './frameworks.ts';
import type { EntryPoint } from './entry-point.ts';
import { moduleName } from './module-files.ts';
import { modulePlace } from './module-place.ts';
import { namedApplication, type NamedApplication } from './named-application.ts';
import {
  firstText,
  type Assignment,
  type Call,
  type PythonModule,
} from './python/python-module.ts';
import { dottedName } from './python/syntax.ts';
import { served, type ServerInterface } from './servers.ts';
import type { ProjectTree } from './tree.ts';

/** An object that a server can run. */
interface WebObject {
  readonly module: PythonModule;
  readonly name: string;
  readonly kind: ServerInterface;
  readonly isFactory: boolean;
  readonly because: string;
}

/** The web applications of some modules, the likeliest first. */
export function webEntryPoints(
  tree: ProjectTree,
  modules: readonly PythonModule[],
  isInstalled: (name: string) => boolean,
): readonly EntryPoint[] {
  const makers = modules.flatMap(makersOf);
  const objects = modules.flatMap((module) => objectsOf(module, makers));
  // A factory is used only if no module has an application object.
  const factories = makers.filter(({ name, required }) => required === 0 && isFactoryName(name));
  const all = objects.length > 0 ? objects : factories;
  const health = healthPath(modules);
  const usesSocketIo = modules.some(({ calls }) =>
    calls.some(({ callee }) => callee === 'flask_socketio.SocketIO'),
  );
  const hasSockets = modules.some(({ decorators }) =>
    decorators.some(({ callee }) => /\.(?:websocket|websocket_route|ws)$/.test(callee)),
  );
  const ranked = namedFirst(all.toSorted(byLikelihood), namedApplication(tree));
  return ranked.map(({ module, name, kind, isFactory, because }) => {
    const place = modulePlace(tree, module);
    const { command, ...server } = served(kind, { ...place, name, isFactory }, isInstalled, {
      hasSockets,
    });
    return {
      ...server,
      command: usesSocketIo ? withSockets(command, isInstalled) : command,
      because: `${module.path}: ${because}`,
      envs: {},
      module: place.module,
      ...(health !== undefined && { health }),
    };
  });
}

/** The objects with those first that a tool of their framework is told of. */
function namedFirst(
  objects: readonly WebObject[],
  named: NamedApplication | undefined,
): readonly WebObject[] {
  if (named === undefined) return objects;
  const isNamed = ({ module: { path }, name }: WebObject) =>
    [named.module, `src.${named.module}`].includes(moduleName(path)) &&
    (named.name ?? name) === name;
  const chosen = objects.filter(isNamed);
  return [
    ...chosen.map((each) => ({ ...each, because: `${each.because}, ${named.place}` })),
    ...objects.filter((each) => !chosen.includes(each)),
  ];
}

function objectsOf(module: PythonModule, makers: readonly WebObject[]): readonly WebObject[] {
  const dash = module.assignments.find(({ call }) => isDash(call));
  const found = module.assignments.flatMap((each): WebObject[] => {
    const made = each.call && ownValue(constructors, each.call.callee);
    const common = { module, name: each.name, isFactory: false };
    if (made !== undefined && !isSecondOfTuple(module, each)) {
      return [{ ...common, kind: made.kind, because: `${made.framework} \`${each.name}\`` }];
    }
    const maker = makers.find(({ name }) => name === each.call?.callee.replace(/^.*\./, ''));
    if (maker !== undefined && isObjectName(each.name)) {
      const given = each.value.text.endsWith('()') ? '()' : '(…)';
      return [{ ...common, kind: maker.kind, because: `\`${each.name} = ${maker.name}${given}\`` }];
    }
    const server = dottedName(each.value);
    if (dash !== undefined && server === `${dash.name}.server`) {
      return [{ ...common, kind: 'wsgi', because: `Dash \`${each.name} = ${server}\`` }];
    }
    if ((each.call?.callee ?? '').endsWith('.make_wsgi_app')) {
      return [{ ...common, kind: 'wsgi', because: `Pyramid \`${each.name}\`` }];
    }
    return [];
  });
  return [...found, ...callables(module)];
}

/** `app, rt = fast_app()`: the first is the application. */
function isSecondOfTuple(module: PythonModule, { name, value }: Assignment): boolean {
  const first = module.assignments.find((each) => each.value === value);
  return first !== undefined && first.name !== name;
}

export function isDash(call: Call | undefined): boolean {
  return call?.callee === 'dash.Dash' || call?.callee === 'dash.dash.Dash';
}

/** Functions that are applications themselves: PEP 3333, ASGI 3. */
function callables(module: PythonModule): readonly WebObject[] {
  return module.functions.flatMap(({ name, isAsync, required }): WebObject[] => {
    const common = { module, name, isFactory: false };
    const [first = '', second = ''] = required;
    if (
      !isAsync &&
      required.length === 2 &&
      first.startsWith('env') &&
      /start_?response/.test(second)
    ) {
      return [{ ...common, kind: 'wsgi', because: `WSGI \`${name}\`` }];
    }
    const isAsgi = isAsync && required.join(' ') === 'scope receive send';
    return isAsgi ? [{ ...common, kind: 'asgi', because: `ASGI \`${name}\`` }] : [];
  });
}

/** gunicorn with the workers of Flask-SocketIO: each connection keeps one of them (flask-socketio.readthedocs.io, Deployment). */
function withSockets(
  command: readonly string[],
  isInstalled: (name: string) => boolean,
): readonly string[] {
  const [program = '', ...words] = command;
  if (program !== 'gunicorn') return command;
  const type = ['eventlet', 'gevent'].find(isInstalled);
  const workers = type === undefined ? ['--threads', '100'] : ['--worker-class', type];
  return [program, ...workers, ...words];
}

/** Functions that make an application. */
function makersOf(module: PythonModule): readonly (WebObject & { readonly required: number })[] {
  return module.functions.flatMap(({ name, required, calls }) => {
    const made = calls
      .map(({ callee }) => ownValue(constructors, callee))
      .find((each) => each !== undefined);
    if (made === undefined || name === 'main') return [];
    const because = `${made.framework} from \`${name}()\``;
    const maker = { module, name, kind: made.kind, isFactory: true, because };
    return [{ ...maker, required: required.length }];
  });
}

function isFactoryName(name: string): boolean {
  return /^(?:create|make|get|build|init)_?\w*app\w*$|app_?factory|^create_\w+$/.test(name);
}

const OBJECT_NAMES = ['app', 'application', 'api', 'server', 'wsgi', 'asgi', 'handler'];
const FILE_NAMES = ['wsgi', 'asgi', 'main', 'app', 'application', 'server', 'api', 'web', 'run'];

function isObjectName(name: string): boolean {
  return OBJECT_NAMES.includes(name) || /app|server/.test(name);
}

function byLikelihood(left: WebObject, right: WebObject): number {
  const rank = ({ module, name }: WebObject): readonly number[] => [
    module.path.split('/').length,
    rankIn(FILE_NAMES, module.path.replace(/^.*\//, '').replace(/\.py$/, '')),
    rankIn(OBJECT_NAMES, name),
  ];
  const [a, b] = [rank(left), rank(right)];
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function rankIn(names: readonly string[], name: string): number {
  const at = names.indexOf(name);
  return at === -1 ? names.length : at;
}

/** The path of a request that only tells whether the application works; paths behind a prefix do not count. */
function healthPath(modules: readonly PythonModule[]): string | undefined {
  const found = modules.flatMap(({ assignments, decorators }) => {
    const applications = assignments
      .filter(({ call }) => call !== undefined && Object.hasOwn(constructors, call.callee))
      .map(({ name }) => name);
    return decorators
      .filter(({ callee }) => applications.some((name) => callee.startsWith(`${name}.`)))
      .filter(({ callee }) => /\.(?:get|route|api_route)$/.test(callee))
      .flatMap((decorator) => firstText(decorator) ?? []);
  });
  return healthPaths.find((path) => found.includes(path));
}
