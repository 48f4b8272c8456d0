import { knownKeys } from '../../src/spec/schema/known-keys.ts';
import { documentSchema } from '../../src/spec/schema/document.ts';

/** The test of a key on a real engine, or the reason why there is none. */
export type KeyTest =
  /** Files that are built there, or tests; each has the key in it. */
  { readonly on: readonly string[] } | { readonly reason: string };

const parcel = { on: ['test/engine/parcel/grocker.yml'] };
const image = { on: ['test/engine/cluster.test.ts'] };
const files = { on: ['test/engine/files.test.ts'] };
const keys = { on: ['test/engine/keys.test.ts'] };
const minimal = { on: ['test/engine/minimal.test.ts'] };
const repositories = { on: ['test/engine/repositories.test.ts'] };

/** Every key of grocker.yml. A service has the same ones. */
export const keyTests: Readonly<Record<string, KeyTest>> = {
  release: { on: ['examples/ipython/grocker.yml', 'test/engine/keys.test.ts'] },
  packages: keys,
  project: { on: ['examples/workspace/grocker.yml', 'test/engine/parcel/grocker.yml'] },
  source: { on: ['examples/site/grocker.yml', 'test/engine/parcel/grocker.yml'] },
  'source.path': parcel,
  'source.to': parcel,
  'source.include': parcel,
  'source.exclude': parcel,
  files: { on: ['test/engine/files.test.ts', 'test/engine/parcel/grocker.yml'] },
  'files.from': files,
  'files.path': files,
  'files.to': files,
  fetch: files,
  'fetch.url': files,
  'fetch.sha256': files,
  'fetch.to': files,
  'fetch.unpack': files,
  steps: parcel,
  'steps.run': parcel,
  'steps.envs': parcel,
  'steps.env': { reason: 'one key with envs before anything else is read (src/spec/normalise.ts)' },
  'steps.output': parcel,
  lock: { on: ['examples/site/grocker.yml'] },
  extras: { on: ['examples/workspace/grocker.yml', 'test/engine/parcel/grocker.yml'] },
  groups: { on: ['examples/workspace/grocker.yml', 'test/engine/parcel/grocker.yml'] },
  pip_constraint: { on: ['test/engine/greeter/grocker.yml', 'test/engine/parcel/grocker.yml'] },
  index: keys,
  'index.url': { on: ['test/engine/gone-file.test.ts', 'test/engine/private-index.test.ts'] },
  'index.extra': { on: ['test/engine/private-index.test.ts'] },
  'index.find_links': keys,
  'index.mirrors': { on: ['test/support/files-prefix.ts'] },
  exclude_newer: parcel,
  no_binary: { on: ['test/engine/greeter/grocker.yml'] },
  only_binary: { on: ['test/engine/keys.test.ts', 'test/engine/parcel/grocker.yml'] },
  require_hashes: {
    reason: 'a warning in place of an error of a lock (src/lock/hostile-locks.test.ts)',
  },
  compile: parcel,
  'compile.envs': parcel,
  'compile.env': parcel,
  'compile.config_settings': parcel,
  'compile.requires': parcel,
  'compile.dependencies': parcel,
  'compile.network': { on: ['test/engine/hostile.test.ts'] },
  build_constraints: parcel,
  runtime: parcel,
  runtimes: parcel,
  'runtimes.image': parcel,
  'runtimes.runtime': parcel,
  'runtimes.dependencies': parcel,
  'runtimes.dependencies.run': parcel,
  'runtimes.dependencies.build': parcel,
  'runtimes.deprecated': { reason: 'a warning, and nothing of the image (src/rules)' },
  dependencies: { on: ['test/engine/greeter/grocker.yml', 'test/engine/parcel/grocker.yml'] },
  'dependencies.run': { on: ['examples/native/grocker.yml'] },
  'dependencies.build': { on: ['examples/native/grocker.yml'] },
  base: minimal,
  keep: minimal,
  locales: image,
  debug: minimal,
  system_lock: {
    reason:
      'only the name of the file that test/engine/lock.test.ts builds from (src/commands/lock/check-locks.test.ts)',
  },
  repositories,
  'repositories.uri': repositories,
  'repositories.key': repositories,
  entrypoint_name: parcel,
  cmd: parcel,
  owner: parcel,
  setuid: parcel,
  volumes: parcel,
  ports: parcel,
  envs: parcel,
  env: parcel,
  labels: parcel,
  user: parcel,
  workdir: parcel,
  stop_signal: parcel,
  healthcheck: parcel,
  'healthcheck.test': parcel,
  'healthcheck.http': image,
  'healthcheck.interval': parcel,
  'healthcheck.timeout': parcel,
  'healthcheck.start_period': parcel,
  'healthcheck.start_interval': parcel,
  'healthcheck.retries': parcel,
  init: image,
  time_zone: image,
  certificates: image,
  docker_image_prefix: { reason: 'what --image-prefix lays over (test/engine/command.test.ts)' },
  image_base_name: { reason: 'what --image-base-name lays over (test/engine/command.test.ts)' },
  manifest: { reason: 'of Grocker 8; does nothing' },
  compile_bytecode: parcel,
  slim: { on: ['test/engine/slim.test.ts'] },
  layers: { on: ['test/engine/keys.test.ts', 'test/engine/parcel/grocker.yml'] },
  check: parcel,
  'check.imports': parcel,
  'check.run': parcel,
  'check.allow_missing': parcel,
  args: parcel,
  services: { on: ['examples/workspace/grocker.yml', 'test/engine/parcel/grocker.yml'] },
  lint: { on: ['examples/ipython/grocker.yml'] },
  'lint.ignore': { on: ['examples/ipython/grocker.yml'] },
  'lint.severity': { reason: 'a finding of a file that is not built (src/commands/lint.test.ts)' },
};

/** `index.url` and the like: every key that the schema knows, of lists and of named mappings too. */
export function everyKey(path: readonly string[] = []): readonly string[] {
  const direct = knownKeys(documentSchema, path);
  const at = direct.length > 0 ? path : [...path, item];
  const names = direct.length > 0 ? direct : knownKeys(documentSchema, at);
  return names.flatMap((name) => [
    [...at, name].filter((step) => step !== item).join('.'),
    ...(name === 'services' ? [] : everyKey([...at, name])),
  ]);
}

/** A step into a list, or into a mapping whose names people choose. */
const item = '0';
