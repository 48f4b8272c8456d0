import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { isDeclared, type Declared } from './declared.ts';
import type { PythonModule } from './python/python-module.ts';

/** Frameworks that start applications, by the name of their module: the package, and others that require it. */
const FRAMEWORKS: Readonly<Record<string, readonly [package_: string, ...others: string[]]>> = {
  aiohttp: ['aiohttp', 'discord-py', 'aiogram', 'nextcord', 'py-cord', 'disnake'],
  bottle: ['bottle'],
  celery: ['celery'],
  chainlit: ['chainlit'],
  dash: ['dash'],
  django: ['django', 'djangorestframework', 'wagtail'],
  falcon: ['falcon'],
  fastapi: ['fastapi', 'gradio', 'nicegui', 'chainlit', 'sqladmin'],
  fasthtml: ['python-fasthtml'],
  flask: ['flask', 'apiflask', 'connexion', 'dash'],
  gradio: ['gradio'],
  litestar: ['litestar'],
  nicegui: ['nicegui'],
  pyramid: ['pyramid'],
  quart: ['quart'],
  sanic: ['sanic'],
  starlette: ['starlette', 'fastapi', 'gradio', 'python-fasthtml', 'nicegui', 'connexion', 'mcp'],
  streamlit: ['streamlit'],
  tornado: ['tornado', 'streamlit', 'distributed', 'jupyter-server'],
};

/** Frameworks that started modules import and that no file requires: the container would end at once. */
export function undeclaredFrameworks(
  started: readonly PythonModule[],
  texts: ReadonlyMap<string, string>,
  declared: Declared,
): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const { path, imports } of started) {
    const source = new SourceText(path, texts.get(path) ?? '');
    for (const [name = ''] of imports.modules.map((module) => module.split('.'))) {
      const packages = Object.hasOwn(FRAMEWORKS, name) ? FRAMEWORKS[name] : undefined;
      if (packages === undefined || found.has(name) || isRequired(declared, packages)) continue;
      found.set(name, undeclared(source, name, packages[0], declared));
    }
  }
  return [...found.values()];
}

/** A package whose name begins with that of a framework, such as flask-restx, requires it. */
function isRequired(declared: Declared, packages: readonly string[]): boolean {
  const [own = ''] = packages;
  const all = declared.locked.size > 0 ? declared.locked : declared.names;
  return (
    packages.some((each) => isDeclared(declared, each)) ||
    [...all.keys()].some((each) => each.startsWith(`${own}-`) || each.startsWith(`${own}[`))
  );
}

function undeclared(
  source: SourceText,
  name: string,
  package_: string,
  { names, locked }: Declared,
): Diagnostic {
  const [file] = [...locked.values(), ...names.values()];
  const at = source.text.search(new RegExp(`^[ \\t]*(?:from|import)[^\\n]*\\b${name}\\b`, 'm'));
  return {
    code: 'undeclared-package',
    severity: 'warning',
    message:
      file === undefined
        ? `${source.name} imports ${name}, and no file names the requirements of the application`
        : `${source.name} imports ${name}, and ${file} does not have ${package_}`,
    ...(at >= 0 && { span: source.span(at, at) }),
    help:
      locked.size > 0
        ? `Add ${package_} to the requirements of the application, and lock them again.`
        : `Add ${package_} to ${file ?? 'requirements.txt'}, or write \`packages: [${package_}]\` in grocker.yml.`,
  };
}
