import { tableEntries, valueAt } from '../../toml/table-reader.ts';

/** The console scripts of a project, as far as its files tell them. */
export interface DeclaredScripts {
  /** Sorted. */
  readonly names: readonly string[];
  /** Only its build back end knows whether there are more. */
  readonly mayHaveMore: boolean;
}

/** The files of a project that name console scripts. */
export interface ScriptFiles {
  /** pyproject.toml as parsed; undefined if there is none. */
  readonly table: unknown;
  readonly hasSetupScript: boolean;
  /** The text of setup.cfg. */
  readonly setupConfiguration?: string | undefined;
}

/** The scripts of [project], of [tool.poetry] and of setup.cfg. */
export function declaredScripts({
  table,
  hasSetupScript,
  setupConfiguration,
}: ScriptFiles): DeclaredScripts {
  const keys = (path: readonly string[]) => [...(tableEntries(valueAt(table, path))?.keys() ?? [])];
  const dynamic = valueAt(table, ['project', 'dynamic']);
  const names = [
    ...keys(['project', 'scripts']),
    ...keys(['tool', 'poetry', 'scripts']),
    ...keys(['tool', 'flit', 'scripts']),
    ...configuredScripts(setupConfiguration ?? ''),
  ];
  return {
    names: [...new Set(names)].sort(),
    mayHaveMore:
      hasSetupScript ||
      (Array.isArray(dynamic) &&
        dynamic.some((field) => field === 'scripts' || field === 'entry-points')),
  };
}

/** setup.cfg, [options.entry_points]: the lines below `console_scripts =`. */
function configuredScripts(text: string): readonly string[] {
  const section = /^\[options\.entry_points\]\s*$([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(text)?.[1];
  const lines = /^console_scripts\s*=[^\S\n]*(.*(?:\n[^\S\n]+.*|\n(?=\s))*)/m.exec(section ?? '');
  return [...(lines?.[1] ?? '').matchAll(/^\s*([\w.-]+)\s*=/gm)].flatMap(([, name]) => name ?? []);
}
