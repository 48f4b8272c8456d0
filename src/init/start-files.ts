import { SourceText } from '../diagnostics/source-text.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { parseToml } from '../toml/parse-toml.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import type { EntryPoint } from './entry-point.ts';
import { withProjectCommand } from './project-commands.ts';
import { startedCommand } from './started-command.ts';
import type { ProjectTree } from './tree.ts';
import { yamlContent } from './yaml-content.ts';

/** Commands that files for other platforms name: the web process and the others. */
export interface StartCommands {
  readonly web?: EntryPoint;
  readonly others: ReadonlyMap<string, EntryPoint>;
}

/** Processes of a Procfile that are not services: they run before a release. */
const ONCE = new Set(['release']);

/** A Procfile, an app.yaml, or the settings of a build service, in this order. */
export function startCommands(tree: ProjectTree): StartCommands {
  const procfile = tree.texts.get('Procfile');
  if (procfile !== undefined) {
    const found = processes(procfile, tree);
    if (found.web !== undefined || found.others.size > 0) return found;
  }
  for (const [name, read] of FILES) {
    const text = tree.texts.get(name);
    const command = text === undefined ? undefined : read(name, text);
    if (typeof command !== 'string' || command.trim() === '') continue;
    const line = withProjectCommand(command.trim(), tree);
    return { web: startedCommand(line, name, true), others: new Map() };
  }
  return { others: new Map() };
}

function processes(text: string, tree: ProjectTree): StartCommands {
  const others = new Map<string, EntryPoint>();
  let web: EntryPoint | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, name = '', command = ''] = /^\s*([A-Za-z0-9_-]+)\s*:\s*(\S.*)$/.exec(line) ?? [];
    if (name === '' || ONCE.has(name)) continue;
    const whole = withProjectCommand(command, tree);
    const entry = startedCommand(whole, `Procfile:${index + 1}`, name === 'web');
    if (name === 'web') web = entry;
    else others.set(name.toLowerCase().replaceAll('_', '-'), entry);
  }
  return { ...(web && { web }), others };
}

type Read = (name: string, text: string) => unknown;

const fromToml =
  (...path: readonly string[]): Read =>
  (name, text) => {
    try {
      return valueAt(parseToml(new SourceText(name, text)), path);
    } catch (error) {
      if (error instanceof DiagnosticError) return undefined;
      throw error;
    }
  };

const fromJson =
  (...path: readonly string[]): Read =>
  (_, text) => {
    try {
      return path.reduce<unknown>((value, key) => field(value, key), JSON.parse(text));
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  };

const fromYaml =
  (key: string): Read =>
  (_, text) =>
    field(yamlContent(text), key);

function field(value: unknown, key: string): unknown {
  if (value instanceof Map) return tableEntries(value)?.get(key);
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

const FILES: readonly (readonly [name: string, read: Read])[] = [
  ['app.yaml', fromYaml('entrypoint')],
  ['app.yml', fromYaml('entrypoint')],
  ['railpack.json', fromJson('deploy', 'startCommand')],
  ['railway.json', fromJson('deploy', 'startCommand')],
  ['railway.toml', fromToml('deploy', 'startCommand')],
  ['nixpacks.toml', fromToml('start', 'cmd')],
];
