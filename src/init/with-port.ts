import { DEFAULT_PORT, type EntryPoint } from './entry-point.ts';
import { listeningPort } from './listening-port.ts';
import { moduleFiles, SOURCE_ROOTS } from './module-files.ts';
import type { PythonModule } from './python/python-module.ts';
import type { ProjectTree } from './tree.ts';

/** `os.environ['PORT']`, `os.environ.get("PORT", 5000)`, `os.getenv('PORT', '5000')`. */
const asked =
  /\b(?:environ\s*\[\s*|environ\.get\s*\(\s*|getenv\s*\(\s*)(["'])PORT\1\s*(?:,\s*["']?(\d{2,5})\b)?/;

/** `app.run(host='0.0.0.0', port=8000)`, `uvicorn.run(app, port=8000)`, `serve(app, port=8000)`. */
const served =
  /\b(?:run|run_app|run_server|serve)\s*\((?:[^()]|\([^()]{0,100}\)){0,300}?\bport\s*=\s*(\d{2,5})\b/;

/**
 * Gives an entry point the port that its files listen on, and sets PORT if they read it from the environment without a
 * default.
 */
export function withPort(
  entry: EntryPoint,
  tree: ProjectTree,
  modules: readonly PythonModule[],
): EntryPoint {
  if ('PORT' in entry.envs) return entry;
  const { envs } = entry;
  const files = startedFiles(entry);
  const texts = files.flatMap((path) => tree.texts.get(path) ?? []);
  const match = texts.map((text) => asked.exec(text)).find((each) => each !== null) ?? null;
  if (match === null) {
    if (entry.port !== undefined) return entry;
    const [written] = texts.flatMap((text) => served.exec(text)?.[1] ?? []);
    const [port = written] = modules
      .filter(({ path }) => files.includes(path))
      .flatMap((module) => listeningPort(module) ?? []);
    return port === undefined ? entry : { ...entry, port: Number(port) };
  }
  const [, , own] = match;
  const port = entry.port ?? Number(own ?? DEFAULT_PORT);
  return { ...entry, port, ...(own === undefined && { envs: { ...envs, PORT: String(port) } }) };
}

/** Where the code that runs first may be. */
function startedFiles({ command, module }: EntryPoint): readonly string[] {
  const file =
    typeof command === 'string' ? undefined : command.find((word) => word.endsWith('.py'));
  if (file !== undefined) return [file];
  const isServed = typeof command !== 'string' && command[0] !== 'python';
  if (module === undefined || isServed) return [];
  return SOURCE_ROOTS.flatMap((root) =>
    [module, `${module}.__main__`].flatMap((each) => moduleFiles(each, root)),
  );
}
