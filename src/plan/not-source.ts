/** Never part of what a wheel is made of, and changed by tools that merely run. */
export const NOT_KEPT = [
  '**/__pycache__',
  '**/*.pyc',
  '**/.venv',
  '**/node_modules',
  '**/.tox',
  '**/.mypy_cache',
  '**/.pytest_cache',
  '**/.ruff_cache',
];

/** What is no part of an application either, where its version does not come from git. */
export const NOT_SOURCE = ['**/.git', ...NOT_KEPT];
