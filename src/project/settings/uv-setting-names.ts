/** The handling of a setting of uv (uv, "Settings" of its reference). */
export type Treatment =
  /** It is followed as the guide says. */
  | 'followed'
  /** It decides what is resolved as only uv can: its lock has the answer, and without one it is an error. */
  | 'of-lock'
  /** It says where packages are found; `index` of grocker.yml takes its place. */
  | 'of-index'
  /** It is refused, with a remedy. */
  | 'refused'
  /** It changes neither what is installed nor how it is built. */
  | 'idle';

/** Every setting of [tool.uv] and uv.toml. */
export const UV_SETTINGS: Readonly<Record<string, Treatment>> = {
  'add-bounds': 'idle',
  'allow-insecure-host': 'idle',
  audit: 'idle',
  'build-backend': 'followed',
  'build-constraint-dependencies': 'followed',
  'cache-dir': 'idle',
  'cache-keys': 'idle',
  'check-url': 'idle',
  'compile-bytecode': 'idle',
  'concurrent-builds': 'idle',
  'concurrent-downloads': 'idle',
  'concurrent-installs': 'idle',
  'config-settings': 'refused',
  'config-settings-package': 'followed',
  conflicts: 'followed',
  'constraint-dependencies': 'followed',
  'default-groups': 'followed',
  'dependency-groups': 'followed',
  'dependency-metadata': 'of-lock',
  'dev-dependencies': 'followed',
  environments: 'followed',
  'exclude-dependencies': 'of-lock',
  'exclude-newer': 'followed',
  'exclude-newer-package': 'of-lock',
  'extra-build-dependencies': 'followed',
  'extra-build-variables': 'followed',
  'extra-index-url': 'of-index',
  'find-links': 'of-index',
  'fork-strategy': 'of-lock',
  'graalpy-install-mirror': 'idle',
  'http-proxy': 'idle',
  'https-proxy': 'idle',
  index: 'of-index',
  'index-strategy': 'of-lock',
  'index-url': 'of-index',
  'keyring-provider': 'idle',
  'link-mode': 'idle',
  managed: 'idle',
  'minimum-libc-version': 'of-lock',
  'native-tls': 'idle',
  'no-binary': 'refused',
  'no-binary-package': 'followed',
  'no-build': 'followed',
  'no-build-isolation': 'followed',
  'no-build-isolation-package': 'followed',
  'no-build-package': 'followed',
  'no-cache': 'idle',
  'no-index': 'of-index',
  'no-proxy': 'idle',
  'no-sources': 'of-lock',
  'no-sources-package': 'of-lock',
  offline: 'idle',
  'override-dependencies': 'of-lock',
  package: 'followed',
  pip: 'idle',
  prerelease: 'of-lock',
  'prerelease-package': 'of-lock',
  preview: 'idle',
  'preview-features': 'idle',
  'publish-url': 'idle',
  'pyodide-install-mirror': 'idle',
  'pypy-install-mirror': 'idle',
  'python-downloads': 'idle',
  'python-downloads-json-url': 'idle',
  'python-install-mirror': 'idle',
  'python-preference': 'idle',
  reinstall: 'idle',
  'reinstall-package': 'idle',
  'require-build-hashes': 'refused',
  'required-environments': 'of-lock',
  'required-version': 'idle',
  resolution: 'of-lock',
  sources: 'followed',
  'system-certs': 'idle',
  'torch-backend': 'idle',
  'trusted-publishing': 'idle',
  upgrade: 'idle',
  'upgrade-package': 'idle',
  workspace: 'followed',
};

/** The settings that are treated alike. */
export function settingsTreated(
  as: Treatment,
  settings: Readonly<Record<string, Treatment>> = UV_SETTINGS,
): readonly string[] {
  return Object.entries(settings).flatMap(([name, treatment]) => (treatment === as ? [name] : []));
}

/** Those that uv takes from pyproject.toml alone, whether there is a uv.toml or not. */
export const OF_PROJECT: ReadonlySet<string> = new Set([
  'build-backend',
  'build-constraint-dependencies',
  'conflicts',
  'constraint-dependencies',
  'default-groups',
  'dependency-groups',
  'dev-dependencies',
  'environments',
  'exclude-dependencies',
  'managed',
  'override-dependencies',
  'package',
  'required-environments',
  'sources',
  'workspace',
]);
