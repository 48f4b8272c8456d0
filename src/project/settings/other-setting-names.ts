import type { Treatment } from './uv-setting-names.ts';

/** Every table and key of [tool.poetry] (Poetry, "The pyproject.toml file"). */
export const POETRY_PROJECT: Readonly<Record<string, Treatment>> = {
  authors: 'idle',
  build: 'followed',
  'build-constraints': 'followed',
  classifiers: 'idle',
  dependencies: 'followed',
  description: 'idle',
  'dev-dependencies': 'followed',
  documentation: 'idle',
  exclude: 'followed',
  extras: 'followed',
  group: 'followed',
  homepage: 'idle',
  include: 'followed',
  keywords: 'idle',
  license: 'idle',
  maintainers: 'idle',
  name: 'followed',
  'package-mode': 'followed',
  packages: 'followed',
  plugins: 'followed',
  readme: 'followed',
  repository: 'idle',
  'requires-plugins': 'idle',
  'requires-poetry': 'idle',
  scripts: 'followed',
  source: 'of-index',
  urls: 'idle',
  version: 'followed',
};

/** Every table and key of poetry.toml (Poetry, "Configuration"). */
export const POETRY_CONFIGURATION: Readonly<Record<string, Treatment>> = {
  'cache-dir': 'idle',
  certificates: 'idle',
  'data-dir': 'idle',
  'http-basic': 'idle',
  'installer.build-config-settings': 'followed',
  'installer.builtin-uninstall': 'idle',
  'installer.max-workers': 'idle',
  'installer.no-binary': 'followed',
  'installer.only-binary': 'followed',
  'installer.parallel': 'idle',
  'installer.re-resolve': 'idle',
  keyring: 'idle',
  'pypi-token': 'idle',
  python: 'idle',
  repositories: 'idle',
  requests: 'idle',
  'solver.lazy-wheel': 'idle',
  'solver.min-release-age': 'of-lock',
  'solver.min-release-age-exclude': 'of-lock',
  'solver.min-release-age-exclude-source': 'of-lock',
  'system-git-client': 'idle',
  virtualenvs: 'idle',
};

/** Every table and key of [tool.pdm] (PDM, "Pyproject reference"). */
export const PDM_PROJECT: Readonly<Record<string, Treatment>> = {
  build: 'followed',
  'dev-dependencies': 'followed',
  distribution: 'followed',
  ignore_package_warnings: 'idle',
  options: 'followed',
  plugins: 'idle',
  publish: 'idle',
  'resolution.allow-prereleases': 'of-lock',
  'resolution.excludes': 'of-lock',
  'resolution.overrides': 'of-lock',
  'resolution.respect-source-order': 'of-lock',
  scripts: 'idle',
  source: 'of-index',
  version: 'followed',
};

/** Every table and key of pdm.toml (PDM, "Configurations"). */
export const PDM_CONFIGURATION: Readonly<Record<string, Treatment>> = {
  build_isolation: 'followed',
  cache_dir: 'idle',
  check_update: 'idle',
  global_project: 'idle',
  install: 'idle',
  lock: 'idle',
  log_dir: 'idle',
  'pypi.ignore_stored_index': 'idle',
  'pypi.json_api': 'idle',
  'pypi.url': 'of-index',
  'pypi.verify_ssl': 'idle',
  python: 'idle',
  request_timeout: 'idle',
  strategy: 'idle',
  theme: 'idle',
  use_uv: 'idle',
  venv: 'idle',
};

/** Every table of a Pipfile (Pipfile specification; pipenv, "Configuration"). */
export const PIPFILE: Readonly<Record<string, Treatment>> = {
  'build-system': 'idle',
  'dev-packages': 'followed',
  packages: 'followed',
  pipenv: 'of-lock',
  requires: 'followed',
  scripts: 'idle',
  source: 'of-lock',
};
