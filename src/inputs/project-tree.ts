import { isLockName, LOCK_NAME_PATTERNS } from '../lock/lock-name.ts';

/** The files of a directory that show how an application is started. */
export interface ProjectTree {
  /** Every file, relative to the directory, sorted. */
  readonly paths: readonly string[];
  /** Those that were read. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Directories that hold no application, at any depth. */
export const NOT_LOOKED_INTO: readonly string[] = [
  ...['.git', '.hg', '.svn', '.venv', 'venv', 'env', '.env', '.tox', '.nox', 'node_modules'],
  ...['__pycache__', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.idea', '.vscode', '.eggs'],
  ...['build', 'dist', 'site-packages', '.github'],
];

/** How deep directories are looked into. */
export const TREE_DEPTH = 5;
/** A larger file is none that a person wrote. */
export const LARGEST_FILE = 2_000_000;
/** More files are not read. */
export const MOST_FILES = 1_000;

/** Whether a directory, by its name, is looked into. */
export function isLookedInto(name: string): boolean {
  return !NOT_LOOKED_INTO.includes(name) && !name.endsWith('.egg-info');
}

/** The same for BuildKit, of all files that are read. */
export const treePatterns: readonly string[] = [
  ...['*.py', 'pyproject.toml', 'setup.cfg', 'Pipfile', 'Procfile', 'app.yaml', 'app.yml'],
  ...['runtime.txt', '.python-version', '.tool-versions', 'mise.lock', 'mise.toml', '.mise.toml'],
  ...[...LOCK_NAME_PATTERNS, 'environment.y*ml', 'pixi.toml'],
  ...['nixpacks.toml', 'railpack.json', 'railway.json', 'railway.toml', 'requirements*.txt'],
  ...[
    'render.yaml',
    'fly.toml',
    'heroku.yml',
    'manifest.y*ml',
    'packages.txt',
    'apt.txt',
    'Aptfile',
  ],
  ...['requirements*.in', 'requirements/*.txt', 'requirements/*.in', 'static/*.*', '*.sh'],
  ...['*Dockerfile*', 'Containerfile*', 'docker-compose*.y*ml', 'compose*.y*ml'],
  ...['.flaskenv', 'mkdocs.yml', 'scrapy.cfg', '*.ipynb', '*.ini', 'nltk.txt', 'startup.txt'],
].map((pattern) => `**/${pattern}`);
export const treeExcludes = NOT_LOOKED_INTO.map((name) => `**/${name}`);

const READ = [
  /\.py$/,
  /^(?:pyproject\.toml|setup\.cfg|Pipfile|Procfile|app\.ya?ml|runtime\.txt|\.python-version)$/,
  /^(?:environment\.ya?ml|pixi\.toml)$/,
  /^(?:\.tool-versions|\.?mise\.toml|nixpacks\.toml|railpack\.json|railway\.(?:json|toml))$/,
  /^requirements.*\.(?:txt|in)$/,
  /Dockerfile|^Containerfile/,
  /^(?:docker-)?compose.*\.ya?ml$/,
  /\.(?:sh|ini)$/,
  /^(?:nltk|startup|packages|apt)\.txt$/,
  /^(?:render\.yaml|fly\.toml|heroku\.yml|manifest\.ya?ml|Aptfile|\.flaskenv)$/,
];

/** Whether a file, by its path, is read. */
export function isRead(path: string): boolean {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.at(-2) === 'requirements' && /\.(?:txt|in)$/.test(name)) return true;
  return isLockName(name) || READ.some((pattern) => pattern.test(name));
}
