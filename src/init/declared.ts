import { SourceText } from '../diagnostics/source-text.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { ParseError } from '../diagnostics/parse-error.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { contextPath, directoryOf } from '../paths/context-path.ts';
import { normalizeName } from '../python/name.ts';
import { parseRequirement } from '../python/requirement.ts';
import { scriptBlocks } from '../python/script-blocks.ts';
import type { Specifier } from '../python/specifier.ts';
import { parseToml } from '../toml/parse-toml.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { projectContainers } from './dockerfile/project-containers.ts';
import { namedRequirements } from './named-requirements.ts';
import { isApplicationModule, namesIn, type ProjectTree } from './tree.ts';

/** The declared requirements of an application, with or without a lock. */
export interface Declared {
  /** Normalised names, and `name[extra]` for each extra, with the file that names them. */
  readonly names: ReadonlyMap<string, string>;
  /** The versions that requirements ask for, by name. */
  readonly specifiers: ReadonlyMap<string, readonly Specifier[]>;
  /** Names that a lock pins, with the lock. */
  readonly locked: ReadonlyMap<string, string>;
  /** Files that name a git repository. */
  readonly git: readonly string[];
  /** Names that are compiled though they have wheels. */
  readonly compiled: readonly string[];
}

/** Reads the files of a directory and of those above it. */
export function declared(tree: ProjectTree, directories: readonly string[]): Declared {
  const names = new Map<string, string>();
  const specifiers = new Map<string, readonly Specifier[]>();
  const locked = new Map<string, string>();
  const git = new Set<string>();
  const compiled: string[] = [];
  const add = (requirement: string, file: string) => {
    const read = readRequirement(requirement);
    for (const name of read.names) {
      if (!names.has(name)) names.set(name, file);
    }
    const [name = ''] = read.names;
    specifiers.set(name, [...(specifiers.get(name) ?? []), ...read.specifiers]);
    if (/(?:^|[\s@"'=])git\+/.test(requirement)) git.add(file);
  };
  for (const directory of directories) {
    for (const path of requirementsFiles(tree, directory)) {
      for (const line of requirementLines(tree, path)) {
        const choice = /^--no-binary[= ](\S+)/.exec(line)?.[1];
        if (choice !== undefined) compiled.push(...choice.split(','));
        else add(line, path);
      }
    }
    const { file } = projectContainers(tree, directory) ?? {};
    for (const { value } of file?.python ?? []) add(value, file?.path ?? '');
    const pyproject = joinPath(directory, 'pyproject.toml');
    const table = tomlOf(tree, pyproject);
    for (const requirement of pyprojectRequirements(table)) add(requirement, pyproject);
    if (/\bgit\s*=\s*["']/.test(tree.texts.get(pyproject) ?? '')) git.add(pyproject);
    const pipfile = joinPath(directory, 'Pipfile');
    for (const requirement of pipfileRequirements(tomlOf(tree, pipfile))) add(requirement, pipfile);
    for (const name of ['setup.py', 'setup.cfg']) {
      const path = joinPath(directory, name);
      for (const requirement of setupRequirements(tree.texts.get(path) ?? '')) {
        add(requirement, path);
      }
    }
    for (const [name, pattern] of LOCKED_NAMES) {
      const path = joinPath(directory, name);
      for (const match of (tree.texts.get(path) ?? '').matchAll(pattern)) {
        const found = normalizeName(match[1] ?? '');
        if (!locked.has(found)) locked.set(found, path);
      }
    }
  }
  if (names.size + locked.size === 0) {
    const [own = '.'] = directories;
    for (const [path, requirement] of scriptRequirements(tree, own)) add(requirement, path);
  }
  // For a repository that a lock pins, the builder fetches the commit.
  return { names, specifiers, locked, git: locked.size > 0 ? [] : [...git], compiled };
}

/** Whether a package is installed, as far as the files tell. */
export function isDeclared({ names, locked }: Declared, name: string): boolean {
  return locked.has(name) || (locked.size === 0 && names.has(name));
}

/** How each lock names a package. */
const LOCKED_NAMES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ...['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml'].map(
    (name) => [name, /^name = "([^"]+)"/gm] as const,
  ),
  ['Pipfile.lock', /^\s*"([A-Za-z0-9][\w.-]*)": \{/gm],
];

/** The requirements files of a directory that an image needs. */
export function requirementsFiles(tree: ProjectTree, directory: string): readonly string[] {
  const { texts } = tree;
  const names = ['requirements.txt', ...OTHER_REQUIREMENTS];
  const found =
    namedRequirements(tree, directory)?.path ??
    names.map((name) => joinPath(directory, name)).find((path) => texts.has(path));
  return found === undefined ? [] : [found];
}

/** Where requirements are, if not in requirements.txt. */
export const OTHER_REQUIREMENTS: readonly string[] = [
  ...['requirements/production.txt', 'requirements/prod.txt', 'requirements/base.txt'],
  ...['requirements/requirements.txt', 'requirements/main.txt', 'requirements-prod.txt'],
  ...['requirements.prod.txt', 'requirements_prod.txt', 'requirements.in'],
];

/** The lines of a requirements file and of those that it includes, without comments. */
export function requirementLines(
  tree: ProjectTree,
  path: string,
  seen = new Set<string>(),
): readonly string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const text = tree.texts.get(path)?.replaceAll(/\\\r?\n/g, ' ') ?? '';
  return text.split(/\r?\n/).flatMap((written) => {
    const line = written.replace(/(?:^|\s)#.*$/, '').trim();
    const included = /^(?:-r|--requirement)[= ]?\s*(\S+)/.exec(line)?.[1];
    if (included === undefined) return line === '' ? [] : [line];
    const at = contextPath(directoryOf(path), included);
    return at === undefined ? [] : requirementLines(tree, at, seen);
  });
}

/** A parsed TOML file, undefined if there is none that can be read. */
export function tomlOf({ texts }: ProjectTree, path: string): unknown {
  const text = texts.get(path);
  if (text === undefined) return undefined;
  try {
    return parseToml(new SourceText(path, text));
  } catch (error) {
    // The build reports it.
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}

/** The requirements in the blocks of the scripts of a directory (PEP 723). */
function scriptRequirements(
  tree: ProjectTree,
  directory: string,
): readonly (readonly [path: string, requirement: string])[] {
  return namesIn(tree, directory).flatMap((name) => {
    const path = joinPath(directory, name);
    if (!name.endsWith('.py') || !isApplicationModule(name)) return [];
    const [block] = scriptBlocks(new SourceText(path, tree.texts.get(path) ?? ''));
    if (block === undefined) return [];
    const table = tomlOf({ paths: [], texts: new Map([[path, block.text]]) }, path);
    return strings(valueAt(table, ['dependencies'])).map((each) => [path, each] as const);
  });
}

function pyprojectRequirements(table: unknown): readonly string[] {
  return [
    ...strings(valueAt(table, ['project', 'dependencies'])),
    ...strings(valueAt(table, ['tool', 'flit', 'metadata', 'requires'])),
    ...poetryRequirements(table),
  ];
}

/** The requirements of Poetry's own table, as names with their extras and versions. */
export function poetryRequirements(table: unknown): readonly string[] {
  return toolRequirements(valueAt(table, ['tool', 'poetry', 'dependencies']));
}

/** The requirements of a Pipfile. */
export function pipfileRequirements(table: unknown): readonly string[] {
  return toolRequirements(valueAt(table, ['packages']));
}

function toolRequirements(value: unknown): readonly string[] {
  return [...(tableEntries(value) ?? [])].flatMap(([name, wanted]) => {
    if (normalizeName(name) === 'python') return [];
    const fields = tableEntries(wanted);
    const extras = strings(fields?.get('extras'));
    const git = fields?.get('git');
    const ref =
      fields?.get('rev') ?? fields?.get('tag') ?? fields?.get('ref') ?? fields?.get('branch');
    const written = name + (extras.length > 0 ? `[${extras.join(',')}]` : '');
    if (typeof git === 'string') {
      return [
        `${written} @ git+${git.replace(/^git\+/, '')}${typeof ref === 'string' ? `@${ref}` : ''}`,
      ];
    }
    if (fields?.has('path') === true) return [];
    const version = typeof wanted === 'string' ? wanted : fields?.get('version');
    return [written + (typeof version === 'string' ? pepSpecifier(version) : '')];
  });
}

/** A constraint of Poetry or Pipenv as PEP 440 has it. */
function pepSpecifier(version: string): string {
  const text = version.trim();
  if (text === '*' || text === '') return '';
  return text
    .split(',')
    .map((each) => each.trim())
    .map((each) => {
      const caret = /^\^\s*(\d+)((?:\.\d+)*)/.exec(each);
      if (caret !== null) {
        const parts = `${caret[1] ?? ''}${caret[2] ?? ''}`.split('.').map(Number);
        const fixed = Math.max(
          0,
          parts.findIndex((part) => part > 0),
        );
        const next = parts.slice(0, fixed + 1).map((part, at) => (at === fixed ? part + 1 : part));
        return `>=${parts.join('.')},<${next.join('.')}`;
      }
      const tilde = /^~\s*(\d+(?:\.\d+)*)$/.exec(each)?.[1];
      if (tilde !== undefined) {
        const parts = tilde.split('.').map(Number);
        return parts.length === 1
          ? `>=${tilde},<${(parts[0] ?? 0) + 1}`
          : `>=${tilde},<${parts[0] ?? 0}.${(parts[1] ?? 0) + 1}`;
      }
      return /^\d/.test(each) ? `==${each}` : each.replaceAll(/\s+/g, '');
    })
    .join(',');
}

/** The strings of `install_requires`, as far as they are written in the file. */
function setupRequirements(text: string): readonly string[] {
  const list = /\binstall_requires\s*=\s*(?:\[([^\]]*)\]|((?:\r?\n?[ \t]+\S.*)+))/.exec(text);
  if (list === null) return [];
  if (list[1] !== undefined) {
    return [...list[1].matchAll(/(["'])((?:(?!\1).)+)\1/g)].map((match) => match[2] ?? '');
  }
  return (list[2] ?? '').split('\n').map((line) => line.trim());
}

export function readRequirement(text: string): {
  readonly names: readonly string[];
  readonly specifiers: readonly Specifier[];
} {
  const egg = /[#&]egg=([A-Za-z0-9][\w.-]*)/.exec(text)?.[1];
  if (egg !== undefined) return { names: [normalizeName(egg)], specifiers: [] };
  try {
    const { name, extras, specifiers } = parseRequirement(text.replace(/\s+--hash[= ].*$/s, ''));
    const named = extras.map((extra) => `${name}[${normalizeName(extra)}]`);
    return { names: [name, ...named], specifiers };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const name = /^([A-Za-z0-9][\w.-]*)(?=\s*(?:$|[[<>=!~;@]))/.exec(text)?.[1];
    return { names: name === undefined ? [] : [normalizeName(name)], specifiers: [] };
  }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
