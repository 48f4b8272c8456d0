import { split, type Syntax } from './syntax.ts';

/** The imports of a module. */
export interface Imports {
  /** A name of the module → where it comes from: `Flask` → `flask.Flask`. */
  readonly names: ReadonlyMap<string, string>;
  /** Modules of which every name is imported. */
  readonly stars: readonly string[];
  /** Every module that is named, `.` at the beginning for a relative one. */
  readonly modules: readonly string[];
}

/** Whether a package or a module in it is imported. */
export function doesImport({ modules }: Imports, name: string): boolean {
  return modules.some((module) => module === name || module.startsWith(`${name}.`));
}

/** Reads import statements (docs.python.org/3/reference/simple_stmts.html#the-import-statement). */
export function importedNames(statements: readonly Syntax[]): Imports {
  const names = new Map<string, string>();
  const stars: string[] = [];
  const modules: string[] = [];
  for (const { children } of statements) {
    const at = children.findIndex(({ kind }) => kind === 'import');
    const isFrom = children[0]?.kind === 'from';
    const module = isFrom ? textOf(children.slice(1, at)) : '';
    if (isFrom) modules.push(module);
    const parts = split(children.slice(at + 1).filter(({ kind }) => !['(', ')'].includes(kind)));
    for (const part of parts) {
      const as = part.findIndex(({ kind }) => kind === 'as');
      const name = textOf(as === -1 ? part : part.slice(0, as));
      const alias = as === -1 ? undefined : part[as + 1]?.text;
      if (name === '') continue;
      if (name === '*') stars.push(module);
      // Of `from . import name` the dots are all that there is.
      else if (isFrom) names.set(alias ?? name, module + (module.endsWith('.') ? '' : '.') + name);
      else {
        modules.push(name);
        const [top = name] = name.split('.');
        names.set(alias ?? top, alias === undefined ? top : name);
      }
    }
  }
  return { names, stars, modules };
}

function textOf(nodes: readonly Syntax[]): string {
  return nodes.map(({ text }) => text).join('');
}
