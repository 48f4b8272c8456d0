import { valueAt, tableEntries } from '../toml/table-reader.ts';
import { tomlOf } from './declared.ts';
import {
  parsePython,
  type Syntax,
  childOf,
  dottedName,
  entryOf,
  argumentsOf,
  stringValue,
} from './python/syntax.ts';
import type { ProjectTree } from './tree.ts';

/** A console script as its project declares it. */
export interface ConsoleScript {
  readonly name: string;
  /** `module:object` */
  readonly target: string;
  /** The file that names it. */
  readonly file: string;
}

/** The console scripts of a project, those that bear its name first. */
export function consoleScripts(tree: ProjectTree): readonly ConsoleScript[] {
  const table = tomlOf(tree, 'pyproject.toml');
  const inTable = (...path: readonly string[]) =>
    [...(tableEntries(valueAt(table, path)) ?? [])].flatMap(([name, value]) => {
      const target = typeof value === 'string' ? value : tableEntries(value)?.get('callable');
      return typeof target === 'string' ? [{ name, target, file: 'pyproject.toml' }] : [];
    });
  const found = [
    ...inTable('project', 'scripts'),
    ...inTable('tool', 'poetry', 'scripts'),
    ...inTable('tool', 'flit', 'scripts'),
    ...inConfiguration(tree.texts.get('setup.cfg') ?? ''),
    ...inSetup(tree.texts.get('setup.py')),
  ];
  const name = projectName(tree);
  const isOwn = (script: ConsoleScript) => script.name === name;
  return [...found.filter(isOwn), ...found.filter((script) => !isOwn(script))];
}

/** The name in pyproject.toml. */
export function projectName(tree: ProjectTree): string | undefined {
  const table = tomlOf(tree, 'pyproject.toml');
  const name =
    valueAt(table, ['project', 'name']) ??
    valueAt(table, ['tool', 'poetry', 'name']) ??
    valueAt(table, ['tool', 'flit', 'metadata', 'module']);
  return typeof name === 'string' ? name : undefined;
}

const SCRIPT = /^\s*([\w.-]+)\s*=\s*([\w.]+(?::[\w.]+)?)/;

function inConfiguration(text: string): readonly ConsoleScript[] {
  const section = /^console_scripts\s*=((?:\r?\n[ \t]+\S.*)+)/m.exec(text)?.[1] ?? '';
  return section.split('\n').flatMap((line) => scriptOf(line, 'setup.cfg'));
}

function scriptOf(line: string, file: string): readonly ConsoleScript[] {
  const [, name, target] = SCRIPT.exec(line) ?? [];
  return name === undefined || target === undefined ? [] : [{ name, target, file }];
}

/** `entry_points={'console_scripts': ['app = app:main']}` of a call of setup. */
function inSetup(text: string | undefined): readonly ConsoleScript[] {
  if (text?.includes('console_scripts') !== true) return [];
  return calls(parsePython(text))
    .filter((call) => /(?:^|\.)setup$/.test(dottedName(call.children[0]) ?? ''))
    .flatMap((call) => {
      const value = argumentsOf(childOf(call, 'ArgList')).named.get('entry_points');
      return value === undefined ? [] : scriptLiterals(value);
    })
    .flatMap((literal) => literal.split('\n').flatMap((line) => scriptOf(line, 'setup.py')));
}

/** The literals of the group console_scripts; a project may have further groups, such as paste.app_factory. */
function scriptLiterals(value: Syntax): readonly string[] {
  const whole = stringValue(value);
  if (whole !== undefined) {
    return [/^\s*\[console_scripts\]([^[]*)/m.exec(whole)?.[1] ?? ''];
  }
  if (value.kind === 'DictionaryExpression') {
    return entryOf(value, 'console_scripts')?.flatMap(literals) ?? [];
  }
  const group = argumentsOf(childOf(value, 'ArgList')).named.get('console_scripts');
  return literals(group ?? value);
}

function calls(node: Syntax): readonly Syntax[] {
  const own = node.kind === 'CallExpression' ? [node] : [];
  return [...own, ...node.children.flatMap(calls)];
}

function literals(node: Syntax): readonly string[] {
  const own = stringValue(node);
  return own === undefined ? node.children.flatMap(literals) : [own];
}
