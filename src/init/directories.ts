import { workspacePattern } from '../paths/workspace-pattern.ts';
import { valueAt } from '../toml/table-reader.ts';
import { tomlOf } from './declared.ts';
import { directoriesIn, isApplicationModule, namesIn, type ProjectTree } from './tree.ts';
import { joinPath } from '../paths/path-pattern.ts';

/** The directories above one, the nearest first. */
export function ancestorsOf(directory: string): readonly string[] {
  if (directory === '.') return [];
  const parts = directory.split('/').slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), '.'];
}

/** More applications of one tree are not looked at. */
const MOST_APPLICATIONS = 200;

/** Where the applications of a tree may be: the likeliest first. */
export function applicationDirectories(tree: ProjectTree): readonly string[] {
  return everyApplication(tree).slice(0, MOST_APPLICATIONS);
}

function everyApplication(tree: ProjectTree): readonly string[] {
  const members = workspaceMembers(tree);
  const isOfMember = (path: string) => members.some((member) => path.startsWith(`${member}/`));
  const hasCode = tree.paths.some(
    (path) => path.endsWith('.py') && !isOfMember(path) && isApplicationModule(path),
  );
  if (isApplication(tree, '.') && hasCode) {
    const parts = isEmptyRoot(tree) ? partsOf(tree).filter((each) => hasModule(tree, each)) : [];
    return parts.length > 1 ? parts : ['.', ...members];
  }
  if (members.length > 0) return members;
  const parts = partsOf(tree);
  return parts.length > 0 ? parts : ['.'];
}

/** A root whose only file of an application is a requirements.txt that requires nothing. */
function isEmptyRoot(tree: ProjectTree): boolean {
  const names = namesIn(tree, '.');
  const own = OWN.filter((name) => names.includes(name));
  const isBlank = !/^\s*[^\s#]/m.test(tree.texts.get('requirements.txt') ?? '');
  return (
    own.length === 1 &&
    own[0] === 'requirements.txt' &&
    isBlank &&
    !names.some((name) => name === 'pyproject.toml' || isStarted(name))
  );
}

/** Whether a directory has code that may be started. */
function hasModule({ paths }: ProjectTree, directory: string): boolean {
  return paths.some(
    (path) => path.startsWith(`${directory}/`) && path.endsWith('.py') && isApplicationModule(path),
  );
}

/** The outermost applications in the directories below the root. */
function partsOf(tree: ProjectTree): readonly string[] {
  const own = directoriesIn(tree, '.').filter((name) => !name.startsWith('.'));
  const below = own.flatMap((name) => [
    name,
    ...directoriesIn(tree, name).map((inner) => joinPath(name, inner)),
  ]);
  const found = below.filter((directory) => isApplication(tree, directory));
  const all = new Set(found);
  return found.filter((each) => !ancestorsOf(each).some((above) => all.has(above)));
}

/** Files that only an application or a library has. */
const OWN = ['Procfile', 'app.yaml', 'manage.py', 'setup.py', 'Pipfile', 'requirements.txt'];

function isApplication(tree: ProjectTree, directory: string): boolean {
  const names = namesIn(tree, directory);
  if (OWN.some((name) => names.includes(name))) return true;
  const table = tomlOf(tree, joinPath(directory, 'pyproject.toml'));
  if ([['project'], ['tool', 'poetry']].some((path) => valueAt(table, path) !== undefined))
    return true;
  return directory === '.' && names.some(isStarted);
}

/** Whether a file of the root may be what is started. */
function isStarted(name: string): boolean {
  return name.endsWith('.py') && name !== 'tasks.py' && isApplicationModule(name);
}

/** The members of the uv workspace whose root is the tree's. */
function workspaceMembers(tree: ProjectTree): readonly string[] {
  const table = tomlOf(tree, 'pyproject.toml');
  const workspace = (key: string) => {
    const value = valueAt(table, ['tool', 'uv', 'workspace', key]);
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  };
  const patterns = workspace('members').map(workspacePattern);
  const excluded = workspace('exclude').map(workspacePattern);
  return tree.paths
    .flatMap((path) => /^(.+)\/pyproject\.toml$/.exec(path)?.[1] ?? [])
    .filter((directory) => patterns.some((matches) => matches(directory)))
    .filter((directory) => !excluded.some((matches) => matches(directory)));
}
