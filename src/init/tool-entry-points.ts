import { directoryOf } from '../paths/context-path.ts';
import { DEFAULT_PORT, type EntryPoint } from './entry-point.ts';
import type { PythonModule } from './python/python-module.ts';
import type { ProjectTree } from './tree.ts';

/** Programs that start a whole directory by a file of theirs. */
export function toolEntryPoints(
  tree: ProjectTree,
  modules: readonly PythonModule[],
): readonly EntryPoint[] {
  return [...reflex(tree), ...agents(modules), ...spiders(tree)];
}

/** Programs for files that a directory has beside what is started: only where there is nothing else. */
export function documentEntryPoints(
  { paths }: ProjectTree,
  isInstalled: (name: string) => boolean,
): readonly EntryPoint[] {
  const found: EntryPoint[] = [];
  if (paths.includes('mkdocs.yml')) {
    const command = ['mkdocs', 'serve', '--dev-addr', `0.0.0.0:${DEFAULT_PORT}`];
    found.push({ command, because: 'mkdocs.yml', port: DEFAULT_PORT, envs: {}, isFile: true });
  }
  const notebook = paths.find((path) => path.endsWith('.ipynb'));
  if (notebook === undefined) return found;
  const common = { because: notebook, envs: {}, isFile: true } as const;
  if (isInstalled('voila')) {
    const command = ['voila', '--no-browser', '--Voila.ip=0.0.0.0', '--port=8866', notebook];
    return [...found, { ...common, command, port: 8866 }];
  }
  const program = [
    ['jupyterlab', 'lab'],
    ['notebook', 'notebook'],
    ['jupyter', 'lab'],
  ].find(([name = '']) => isInstalled(name))?.[1];
  if (program === undefined) return found;
  const command = ['jupyter', program, '--no-browser', '--ip=0.0.0.0', '--port=8888'];
  return [...found, { ...common, command, port: 8888 }];
}

/** Reflex: its own server of the pages needs Node, which this image lacks. */
function reflex({ paths }: ProjectTree): readonly EntryPoint[] {
  if (!paths.includes('rxconfig.py')) return [];
  const command = [
    ...['reflex', 'run', '--env', 'prod', '--backend-only', '--backend-host', '0.0.0.0'],
    ...['--backend-port', String(DEFAULT_PORT)],
  ];
  return [{ command, because: 'rxconfig.py', port: DEFAULT_PORT, envs: {}, isFile: true }];
}

/** Google's Agent Development Kit: each directory with an agent.py that has a root_agent. */
function agents(modules: readonly PythonModule[]): readonly EntryPoint[] {
  const module = modules.find(
    ({ path, imports, assignments }) =>
      path.endsWith('/agent.py') &&
      imports.modules.some((name) => name.startsWith('google.adk')) &&
      assignments.some(({ name }) => name === 'root_agent'),
  );
  if (module === undefined) return [];
  const directory = directoryOf(directoryOf(module.path));
  const command = [
    'adk',
    'api_server',
    '--host',
    '0.0.0.0',
    '--port',
    String(DEFAULT_PORT),
    directory,
  ];
  const because = `${module.path}: \`root_agent\``;
  return [{ command, because, port: DEFAULT_PORT, envs: {}, isFile: true }];
}

/** Scrapy's spiders, each with its name. */
function spiders({ paths, texts }: ProjectTree): readonly EntryPoint[] {
  if (!paths.includes('scrapy.cfg')) return [];
  return [...texts].flatMap(([path, text]): EntryPoint[] => {
    if (!/(?:^|\/)spiders\/[^/]+\.py$/.test(path)) return [];
    const name = /^[ \t]+name\s*(?::\s*str\s*)?=\s*["']([\w.-]+)["']/m.exec(text)?.[1];
    if (name === undefined) return [];
    const because = `${path}: spider \`${name}\``;
    return [{ command: ['scrapy', 'crawl', name], because, envs: {}, isFile: true }];
  });
}
