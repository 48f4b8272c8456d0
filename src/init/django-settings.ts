import { contextPath, directoryOf } from '../paths/context-path.ts';
import { isPassedOver } from './condition.ts';
import { importedName, moduleFiles } from './module-files.ts';
import { firstText, readModule, type Call, type PythonModule } from './python/python-module.ts';
import { argumentsOf, childOf, dottedName, stringValue, type Syntax } from './python/syntax.ts';
import type { ProjectTree } from './tree.ts';

/** As much of Django's settings as decides how a project is built and started. */
export interface DjangoSettings {
  /** The file of the settings. */
  readonly file: string;
  /** WSGI_APPLICATION */
  readonly wsgi?: string;
  /** ASGI_APPLICATION */
  readonly asgi?: string;
  /** STATIC_ROOT, relative to the directory of manage.py, if it is below it. */
  readonly staticRoot?: string;
  /** Whether django.contrib.staticfiles is installed. */
  readonly usesStaticFiles: boolean;
  /** Whether an application of a package brings static files. */
  readonly hasStaticApplications: boolean;
  /** Environment variables without which the settings cannot be loaded. */
  readonly required: readonly string[];
}

/** Reads a module of settings and those of which it imports everything. */
export function djangoSettings(
  tree: ProjectTree,
  name: string | undefined,
): DjangoSettings | undefined {
  const path = (name === undefined ? undefined : fileOf(tree, name)) ?? usualSettings(tree);
  if (path === undefined) return undefined;
  const modules = withStars(tree, path, new Set());
  // Later assignments win, those of the file itself over those that it imports.
  const assignments = modules.flatMap((module) =>
    module.assignments.map((each) => ({ ...each, module })),
  );
  const text = (key: string) =>
    stringValue(assignments.findLast((each) => each.name === key)?.value);
  const root = assignments.findLast((each) => each.name === 'STATIC_ROOT');
  const base = assignments.findLast((each) =>
    /^(?:BASE_DIR|ROOT_DIR|PROJECT_ROOT)$/.test(each.name),
  );
  const debug = assignments.findLast((each) => each.name === 'DEBUG');
  const staticRoot =
    root &&
    !isPassedOver(root.within, debug?.value) &&
    directoryBelow(
      root.value,
      base === undefined ? '.' : baseDirectory(base.module.path, base.value.text),
    );
  const texts = modules.map((module) => tree.texts.get(module.path) ?? '').join('\n');
  const wsgi = text('WSGI_APPLICATION');
  const asgi = text('ASGI_APPLICATION');
  return {
    file: path,
    ...(wsgi !== undefined && { wsgi }),
    ...(asgi !== undefined && { asgi }),
    ...(typeof staticRoot === 'string' && { staticRoot }),
    usesStaticFiles: texts.includes('django.contrib.staticfiles'),
    hasStaticApplications: /django\.contrib\.(?:admin|gis)|rest_framework/.test(texts),
    required: [
      ...new Set(modules.flatMap((module) => [...requiredVariables(module), ...module.needed])),
    ],
  };
}

function fileOf({ texts }: ProjectTree, module: string): string | undefined {
  return moduleFiles(module).find((each) => texts.has(each));
}

function usualSettings({ paths }: ProjectTree): string | undefined {
  return (
    paths.find((path) => /^[^/]+\/settings(?:\/__init__)?\.py$/.test(path)) ??
    paths.find((path) => path === 'settings.py')
  );
}

function withStars(tree: ProjectTree, path: string, seen: Set<string>): readonly PythonModule[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const module = readModule(path, tree.texts.get(path) ?? '');
  const imported = module.imports.stars.flatMap((name) => {
    const file = starFile(tree, path, name);
    return file === undefined ? [] : withStars(tree, file, seen);
  });
  return [...imported, module];
}

function starFile({ texts }: ProjectTree, from: string, name: string): string | undefined {
  const { module, root } = importedName(from, name) ?? {};
  if (module === undefined) return undefined;
  return moduleFiles(module, root).find((each) => texts.has(each));
}

/** The directory that `Path(__file__).parent.parent`, or dirname, means. */
function baseDirectory(file: string, text: string): string {
  const parents = [...text.matchAll(/\.parents\[(\d+)\]/g)].map((match) => Number(match[1]) + 1);
  const steps =
    [...text.matchAll(/\.parent\b|\bdirname\b/g)].length +
    parents.reduce((sum, each) => sum + each, 0);
  let directory = file;
  for (let step = 0; step < steps; step += 1) directory = directoryOf(directory);
  return steps === 0 ? '.' : directory;
}

/** `BASE_DIR / 'static'`, `os.path.join(BASE_DIR, 'static')`, `'static'`; undefined for all else. */
function directoryBelow(value: Syntax, base: string): string | undefined {
  const parts = partsOf(value);
  if (parts === undefined || parts.some((part) => part.startsWith('/'))) return undefined;
  const path = contextPath(base, parts.join('/'));
  return path === undefined || path === '.' ? undefined : path;
}

function partsOf(node: Syntax): readonly string[] | undefined {
  const text = stringValue(node);
  if (text !== undefined) return [text];
  const name = dottedName(node);
  if (name !== undefined) return /DIR|ROOT|BASE|PATH/.test(name) ? [] : undefined;
  if (node.kind === 'ParenthesizedExpression') {
    const inner = node.children[1];
    return inner && partsOf(inner);
  }
  if (node.kind === 'BinaryExpression') {
    const [left, operator, right] = node.children;
    if (operator?.text !== '/' || left === undefined || right === undefined) return undefined;
    return joined([partsOf(left), partsOf(right)]);
  }
  if (node.kind === 'FormatString') {
    const below = /^[fF](["'])\{\w*(?:DIR|ROOT)\w*\}\/([\w./-]+)\1$/.exec(node.text)?.[2];
    return below === undefined ? undefined : [below];
  }
  if (node.kind !== 'CallExpression') return undefined;
  const callee = dottedName(node.children[0]) ?? '';
  if (!/(?:^|\.)(?:join|str|Path|abspath|joinpath|root|path)$|^[A-Z_]+$/.test(callee))
    return undefined;
  return joined(argumentsOf(childOf(node, 'ArgList')).positional.map(partsOf));
}

function joined(parts: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const found = parts.flatMap((part) => part ?? []);
  return parts.includes(undefined) ? undefined : found;
}

/** `os.environ['X']`, `env('X')`, `config('X')`, and SECRET_KEY that has no default. */
function requiredVariables(module: PythonModule): readonly string[] {
  const defaults = new Set(
    module.calls
      .filter(({ callee }) => /(?:^|\.)Env$/.test(callee))
      .flatMap(({ named }) => [...named.keys()]),
  );
  const called = module.calls.flatMap((call) => {
    const name = firstText(call);
    return name !== undefined && isRequired(call) && !defaults.has(name) ? [name] : [];
  });
  const secret = module.assignments.find(({ name }) => name === 'SECRET_KEY');
  const asked =
    secret?.call &&
    /getenv$|environ\.get$/.test(secret.call.callee) &&
    secret.call.positional.length === 1
      ? [firstText(secret.call) ?? '']
      : [];
  const indexed = module.assignments.flatMap(({ value }) =>
    [...value.text.matchAll(/\benviron\[(["'])(\w+)\1\]/g)].map((match) => match[2] ?? ''),
  );
  return [...indexed, ...called, ...asked].filter((name) => /^[A-Z][A-Z0-9_]*$/.test(name));
}

function isRequired({ callee, positional, named }: Call): boolean {
  const isReader =
    /^(?:env|config|decouple\.config|environ\.config)(?:\.(?:str|bool|int|url|db|list|db_url))?$/.test(
      callee,
    );
  return isReader && positional.length === 1 && !named.has('default');
}
