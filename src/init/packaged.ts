import { joinPath } from '../paths/path-pattern.ts';
import { readBuildSystem } from '../python/build-system.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { noPackage } from '../project/settings/no-package.ts';
import { tomlOf } from './declared.ts';
import { directoriesIn, namesIn, type ProjectTree } from './tree.ts';

/** How a directory is built: its files are copied, or a wheel is made of them. */
export interface Packaging {
  readonly kind: 'source' | 'project';
  /** Why, in a few words. */
  readonly because: string;
  /** Top-level modules that the wheel has, with the path of each. */
  readonly modules: ReadonlyMap<string, string>;
}

const NOT_PACKAGES = new Set([
  ...['tests', 'test', 'docs', 'doc', 'examples', 'example', 'scripts', 'tools', 'benchmarks'],
  ...['migrations', 'alembic', 'static', 'templates', 'deploy', 'notebooks', 'data', 'bin'],
]);

/**
 * Applies the build's own rules to a directory (src/project/settings/no-package.ts), and checks whether its back end
 * would find anything.
 */
export function packaging(tree: ProjectTree): Packaging {
  const table = tomlOf(tree, 'pyproject.toml');
  const source = (because: string): Packaging => ({ kind: 'source', because, modules: new Map() });
  const names = namesIn(tree, '.');
  const isDeclared = tableEntries(valueAt(table, ['build-system'])) !== undefined;
  const hasSetup = isSetup(tree.texts.get('setup.py')) || isSetupConfiguration(tree);
  if (table === undefined && !hasSetup) {
    return source(
      names.includes('pyproject.toml')
        ? 'pyproject.toml cannot be read'
        : 'its files are copied: they are not a package',
    );
  }
  const reason = noPackage({ table, hasSetup });
  if (reason !== undefined) return source(`pyproject.toml ${reason.words}`);
  const hasMetadata =
    hasSetup ||
    [['project'], ['tool', 'poetry'], ['tool', 'flit']].some(
      (path) => valueAt(table, path) !== undefined,
    );
  if (!hasMetadata) return source('pyproject.toml has no [project]');
  const { backend } = readBuildSystem(table).buildSystem;
  const modules = isDeclared ? modulesOf(tree, table, backend) : setupModules(tree, table);
  if (modules.size === 0) return source('a package without a module: its wheel would be empty');
  return { kind: 'project', because: 'a package', modules };
}

function isSetup(text: string | undefined): boolean {
  return text !== undefined && /\bsetup\s*\(/.test(text);
}

function isSetupConfiguration(tree: ProjectTree): boolean {
  return /^\[metadata\]/m.test(tree.texts.get('setup.cfg') ?? '');
}

function modulesOf(
  tree: ProjectTree,
  table: unknown,
  backend: string,
): ReadonlyMap<string, string> {
  if (
    backend.startsWith('setuptools') ||
    backend.startsWith('scikit_build') ||
    backend === 'mesonpy' ||
    backend === 'maturin'
  ) {
    return setupModules(tree, table);
  }
  const listed = [
    ...listedPaths(valueAt(table, ['tool', 'poetry', 'packages'])),
    ...listedPaths(valueAt(table, ['tool', 'hatch', 'build', 'targets', 'wheel', 'packages'])),
    ...listedPaths(valueAt(table, ['tool', 'hatch', 'build', 'targets', 'wheel', 'only-include'])),
    ...listedPaths(valueAt(table, ['tool', 'hatch', 'build', 'targets', 'wheel', 'include'])),
    ...listedPaths(valueAt(table, ['tool', 'uv', 'build-backend', 'module-name'])),
    ...listedPaths(valueAt(table, ['tool', 'flit', 'module', 'name'])),
    ...listedPaths(valueAt(table, ['tool', 'flit', 'metadata', 'module'])),
  ];
  if (listed.length > 0) {
    const found = listed.flatMap((path) => placed(tree, path) ?? []);
    return new Map(found.map((path) => [moduleName(path), path]));
  }
  const name = valueAt(table, ['project', 'name']) ?? valueAt(table, ['tool', 'poetry', 'name']);
  if (backend.startsWith('pdm')) return setupModules(tree, table);
  const own = typeof name === 'string' ? name.replaceAll(/[-.]+/g, '_') : '';
  const found = [own, own.toLowerCase()].flatMap((each) => placed(tree, each) ?? [])[0];
  return new Map(found === undefined ? [] : [[moduleName(found), found]]);
}

/** `packages = ["src/app"]`, `[{ include = "app", from = "src" }]` or one name. */
function listedPaths(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value.replaceAll('.', '/')];
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) => {
    if (typeof each === 'string') return [each.replace(/^\.?\//, '').replace(/\/(?:\*.*)?$/, '')];
    const fields = tableEntries(each);
    const include = fields?.get('include');
    const from = fields?.get('from');
    if (typeof include !== 'string') return [];
    return [
      joinPath(typeof from === 'string' && from !== '' ? from : '.', include.replace(/\/.*$/, '')),
    ];
  });
}

/** The path of a module or package, in the root or in src. */
function placed({ paths }: ProjectTree, path: string): string | undefined {
  if (path === '') return undefined;
  return [path, `src/${path}`].flatMap((each) => {
    if (paths.includes(`${each}.py`)) return [`${each}.py`];
    return paths.some((file) => file.startsWith(`${each}/`) && file.endsWith('.py')) ? [each] : [];
  })[0];
}

/** Automatic discovery of setuptools: src, or one package, or one module next to pyproject.toml. */
function setupModules(tree: ProjectTree, table: unknown): ReadonlyMap<string, string> {
  const written = tree.texts.get('setup.py') ?? '';
  const inSource = modulesIn(tree, 'src');
  if (inSource.size > 0) return inSource;
  const found = modulesIn(tree, '.');
  const packages = [...found].filter(([, path]) => !path.endsWith('.py'));
  const listed = strings(valueAt(table, ['tool', 'setuptools', 'py-modules']));
  const modules = [...found].filter(([name]) => listed.includes(name));
  const isWritten =
    /\bpackages\s*=|\bpy_modules\s*=/.test(written) ||
    /^\s*(?:packages|py_modules)\s*=/m.test(tree.texts.get('setup.cfg') ?? '') ||
    valueAt(table, ['tool', 'setuptools', 'packages']) !== undefined;
  if (isWritten) {
    const texts = `${written}\n${tree.texts.get('setup.cfg') ?? ''}`;
    const hasModules = /\bpy_modules\b/.test(texts);
    const named = [...found].filter(
      ([name, path]) => !path.endsWith('.py') || (hasModules && texts.includes(name)),
    );
    return new Map([...named, ...modules]);
  }
  if (modules.length > 0) return new Map([...modules]);
  // Several of either are refused: it is not known which is meant.
  if (packages.length > 1) return new Map();
  if (packages.length === 1) return new Map(packages);
  return found.size === 1 ? found : new Map();
}

function modulesIn(tree: ProjectTree, directory: string): ReadonlyMap<string, string> {
  const packages = directoriesIn(tree, directory)
    .filter((name) => !NOT_PACKAGES.has(name) && /^[A-Za-z_]\w*$/.test(name) && name !== 'src')
    .map((name) => [name, joinPath(directory, name)] as const)
    .filter(([, path]) =>
      tree.paths.some((file) => file.startsWith(`${path}/`) && file.endsWith('.py')),
    );
  const modules = namesIn(tree, directory)
    .filter(
      (name) =>
        name.endsWith('.py') && !/^(?:setup|conftest|noxfile|test_.*|.*_test)\.py$/.test(name),
    )
    .map((name) => [name.slice(0, -3), joinPath(directory, name)] as const);
  return new Map([...packages, ...modules]);
}

function moduleName(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.py$/, '');
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
