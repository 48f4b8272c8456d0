import { valueAt } from '../toml/table-reader.ts';
import type { EntryPoint } from './entry-point.ts';
import { contentOf } from './file-content.ts';
import type { ProjectTree } from './tree.ts';

/** The application that a tool of its framework starts. */
export interface NamedApplication {
  /** `shop.wsgi` */
  readonly module: string;
  /** The object or the factory; absent: any. */
  readonly name?: string;
  readonly place: string;
}

/** FLASK_APP of a .flaskenv, or the entry point of FastAPI's command in pyproject.toml. */
export function namedApplication(tree: ProjectTree): NamedApplication | undefined {
  const flask = /^\s*(?:export\s+)?FLASK_APP\s*=\s*["']?([^\s"'#]+)/m.exec(
    tree.texts.get('.flaskenv') ?? '',
  )?.[1];
  const fastapi = valueAt(contentOf(tree, 'pyproject.toml'), ['tool', 'fastapi', 'entrypoint']);
  return (
    read(flask, '.flaskenv: FLASK_APP') ??
    read(typeof fastapi === 'string' ? fastapi : undefined, 'pyproject.toml: tool.fastapi')
  );
}

/** The module that `flask run` and `fastapi run` start where their words name none. */
export function withNamedModule(entry: EntryPoint, tree: ProjectTree): EntryPoint {
  const words = typeof entry.command === 'string' ? [] : entry.command;
  const isNamed = words.some((word) => word.endsWith('.py') || word.startsWith('--app'));
  const isRun = /^(?:flask|fastapi)$/.test(words[0] ?? '') && words.includes('run');
  const module = isRun && !isNamed ? namedApplication(tree)?.module : undefined;
  return entry.module === undefined && module !== undefined ? { ...entry, module } : entry;
}

/** `shop`, `shop.py`, `src/shop`, `shop.wsgi:app`, `shop:create_app('production')` */
function read(text: string | undefined, place: string): NamedApplication | undefined {
  const [, path = '', name] = /^([\w./-]+?)(?:\.py)?(?::(\w+).*)?$/.exec(text ?? '') ?? [];
  const module = path.replace(/^\.\//, '').replaceAll('/', '.');
  if (module === '') return undefined;
  return { module, ...(name !== undefined && { name }), place };
}
