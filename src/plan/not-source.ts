/** Directories that a development tool makes for itself, at any depth; no build or application reads them. */
const TOOLS = [
  ...['.tox', '.nox', '.venv', '.direnv', '.eggs', '.ipynb_checkpoints', '.hypothesis'],
  ...[
    '.mypy_cache',
    '.pytest_cache',
    '.ruff_cache',
    '.pytype',
    '.pyre',
    '.vscode',
    '.idea',
    '.fleet',
  ],
];

/** Never part of what a wheel is made of, and changed by tools that merely run. */
export const NOT_KEPT = [
  '**/__pycache__',
  '**/*.pyc',
  '**/node_modules',
  // Swap and lock files of editors.
  '**/.*.sw[a-p]',
  '**/.#*',
  '**/.DS_Store',
  ...TOOLS.map((name) => `**/${name}`),
];

/** Files that are not part of an application either, if its version does not come from git. */
export const NOT_SOURCE = ['**/.git', '**/.hg', '**/.svn', ...NOT_KEPT];
