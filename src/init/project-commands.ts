import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { tomlOf } from './declared.ts';
import type { ProjectTree } from './tree.ts';

interface CommandTable {
  /** How a command of the table is called. */
  readonly call: RegExp;
  readonly file: 'Pipfile' | 'pyproject.toml';
  readonly path: readonly string[];
}

/** Where tools have commands of a project by name, as a Makefile has targets. */
const TABLES: readonly CommandTable[] = [
  { call: /^(?:exec\s+)?pipenv\s+run\s+/, file: 'Pipfile', path: ['scripts'] },
  {
    call: /^(?:exec\s+)?pdm\s+(?:run\s+)?/,
    file: 'pyproject.toml',
    path: ['tool', 'pdm', 'scripts'],
  },
  { call: /^(?:exec\s+)?rye\s+run\s+/, file: 'pyproject.toml', path: ['tool', 'rye', 'scripts'] },
  {
    call: /^(?:exec\s+)?hatch\s+run\s+/,
    file: 'pyproject.toml',
    path: ['tool', 'hatch', 'envs', 'default', 'scripts'],
  },
  {
    call: /^(?:exec\s+)?(?:(?:poetry|uv|pdm|pipenv)\s+run\s+)?poe\s+/,
    file: 'pyproject.toml',
    path: ['tool', 'poe', 'tasks'],
  },
  {
    call: /^(?:exec\s+)?(?:(?:poetry|uv|pdm|pipenv)\s+run\s+)?task\s+/,
    file: 'pyproject.toml',
    path: ['tool', 'taskipy', 'tasks'],
  },
];

/** A command that the project has by name is replaced by its line; a line that calls none stays. */
export function withProjectCommand(line: string, tree: ProjectTree): string {
  for (const { call, file, path } of TABLES) {
    const start = call.exec(line)?.[0];
    if (start === undefined) continue;
    const [, name = '', others = ''] = /^([\w:.-]+)(.*)$/s.exec(line.slice(start.length)) ?? [];
    const command = commandOf(tableEntries(valueAt(tomlOf(tree, file), path))?.get(name));
    if (command !== undefined) return command + others;
  }
  return line;
}

/** `"python app.py"`, `{ cmd = … }` or a list of words. */
function commandOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const words = value.filter((each) => typeof each === 'string');
    return words.length === 0 ? undefined : words.join(' ');
  }
  const fields = tableEntries(value);
  return fields === undefined ? undefined : commandOf(fields.get('cmd') ?? fields.get('shell'));
}
