import { DEFAULT_PORT, type EntryPoint } from './entry-point.ts';
import { doesImport } from './python/imported-names.ts';
import type { PythonModule } from './python/python-module.ts';
import { namesIn, type ProjectTree } from './tree.ts';

/** Files of settings that Pyramid's pserve starts (PasteDeploy's format): the one for production first. */
export function pasteEntryPoints(
  tree: ProjectTree,
  modules: readonly PythonModule[],
): readonly EntryPoint[] {
  const isPyramid = modules.some(({ imports }) => doesImport(imports, 'pyramid'));
  if (!isPyramid) return [];
  return namesIn(tree, '.')
    .filter((name) => /^[\w.-]+\.ini$/.test(name) && !name.startsWith('test'))
    .toSorted((left, right) => rank(left) - rank(right))
    .flatMap((name) => entryOf(name, sectionsOf(tree.texts.get(name) ?? '')) ?? []);
}

function rank(name: string): number {
  return name === 'production.ini' ? 0 : name.startsWith('dev') ? 2 : 1;
}

type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The sections of a file, each with its keys. */
function sectionsOf(text: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  for (const line of text.split(/\r?\n/)) {
    const name = /^\[([^\]]+)\]/.exec(line)?.[1]?.trim();
    if (name !== undefined) {
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      continue;
    }
    const [, key, value] = /^([\w.]+)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined) section?.set(key, value?.trim() ?? '');
  }
  return sections;
}

function entryOf(file: string, sections: Sections): EntryPoint | undefined {
  const names = [...sections.keys()];
  if (!names.some((name) => /^(?:app|composite|pipeline):main$/.test(name))) return undefined;
  const module = names
    .filter((name) => name.startsWith('app:'))
    .flatMap((name) => moduleOf(sections.get(name)?.get('use') ?? '') ?? [])[0];
  const { port, isOpen } = addressOf(sections.get('server:main') ?? new Map());
  return {
    command: isOpen ? ['pserve', file] : opened(file, port),
    because: file,
    port,
    envs: {},
    ...(module !== undefined && { module }),
    isFile: true,
    files: [file],
  };
}

/** `egg:shop#main` or `call:shop.web:main`. */
function moduleOf(use: string): string | undefined {
  const name = /^(?:egg:|call:)([\w.-]+)/.exec(use)?.[1];
  return name?.replaceAll('-', '_');
}

interface Address {
  readonly port: number;
  /** Whether it is reached from outside of the container. */
  readonly isOpen: boolean;
}

/** `listen = *:6543`, or `host = 0.0.0.0` and `port = 6543`; a value may name others, which pserve is given. */
function addressOf(server: ReadonlyMap<string, string>): Address {
  const listen = server.get('listen') ?? server.get('bind');
  const [first = ''] = listen?.split(/\s+/) ?? [];
  const written = first === '' ? server.get('port') : /:(\d{2,5})$/.exec(first)?.[1];
  const host = first === '' ? server.get('host') : first.replace(/:[^:]*$/, '');
  const port = /^\d{2,5}$/.test(written ?? '') ? Number(written) : undefined;
  const isAny = host !== undefined && ['', '*', '0.0.0.0', '[::]', '::'].includes(host);
  return { port: port ?? DEFAULT_PORT, isOpen: isAny && port !== undefined };
}

/** The same application by waitress, where the file's own server is for loopback. */
function opened(file: string, port: number): readonly string[] {
  const program = [
    'from pyramid.paster import get_app, setup_logging',
    'from waitress import serve',
    `setup_logging('${file}')`,
    `serve(get_app('${file}'), listen='0.0.0.0:${port}')`,
  ];
  return ['python', '-c', program.join('; ')];
}
