import { joinPath } from '../paths/path-pattern.ts';
import { nameOf } from './requirement-name.ts';
import type { Declared } from './declared.ts';
import { namedRequirements } from './named-requirements.ts';
import { pipfileRequirements, poetryRequirements, requirementsFiles, tomlOf } from './declared.ts';
import { serverReleases, type EntryPoint } from './entry-point.ts';
import { extraSettings } from './extra-settings.ts';
import { healthcheck } from './healthcheck.ts';
import { ancestorsOf } from './directories.ts';
import type { InferredRuntime } from './infer-runtime.ts';
import type { InferredApplication } from './infer-application.ts';
import type { SettingValue } from '../diagnostics/setting-line.ts';
import type { Setting } from './setting.ts';
import { valueAt } from '../toml/table-reader.ts';
import { libraryLimits } from './library-limits.ts';
import { systemFiles } from './system-files.ts';
import { systemSettings } from './system-settings.ts';
import { isApplicationModule, namesIn, subtree, type ProjectTree } from './tree.ts';
import { findLock } from '../lock/find-lock.ts';
import { isLockName } from '../lock/lock-name.ts';
import { namesDependencies } from '../project/undecided-dependencies.ts';

/** The keys that one application comes to. */
export function imageSettings(
  tree: ProjectTree,
  application: InferredApplication,
  runtime: InferredRuntime | undefined,
): readonly Setting[] {
  const { directory, kind, because, entryPoint, place, containers, assumed } = application;
  const packages = packageSetting(tree, application, runtime?.name);
  const placeReason = `where ${containers?.file?.path ?? ''} has its files`;
  return [
    ...(kind === 'source'
      ? [
          place === undefined
            ? sourceSetting(tree, directory, because)
            : { key: 'source', value: { path: directory, to: place.to }, because: placeReason },
        ]
      : directory === '.'
        ? []
        : [{ key: 'project', value: directory, because }]),
    ...lockSettings(tree, application),
    ...extraSettings(tree, application),
    ...(packages === undefined ? [] : [packages]),
    ...(runtime === undefined
      ? []
      : [{ key: 'runtime', value: runtime.name, because: runtime.because }]),
    ...systemSettings(application.declared, runtime?.name, {
      ...(containers?.file && { file: containers.file }),
      named: [...systemFiles(tree, directory, application.declared), ...(assumed?.system ?? [])],
      ...(assumed && { assumed: assumed.requirements }),
      tree: subtree(tree, directory),
    }),
    ...(kind === 'source' ? ownerSettings(tree, application) : []),
    ...(place === undefined ? [] : [{ key: 'workdir', value: place.workdir }]),
    ...(kind === 'project' ? fileSettings(directory, entryPoint) : []),
    ...(entryPoint === undefined ? [] : entrySettings(entryPoint)),
  ];
}

/** Files that the command reads, where only a package is installed. */
function fileSettings(directory: string, entry: EntryPoint | undefined): readonly Setting[] {
  const { files = [] } = entry ?? {};
  if (files.length === 0) return [];
  const value = files.map((file) => joinPath(directory, file));
  return [{ key: 'files', value, because: 'the package does not have it' }];
}

/** Variables with passwords for the machine of a developer; not the examples of such files. */
const VARIABLES = /^\.env(?:\.(?!example$|sample$|template$|dist$|test$).*)?$/;

function sourceSetting(tree: ProjectTree, directory: string, because: string): Setting {
  const exclude = namesIn(tree, directory).filter((name) => VARIABLES.test(name));
  if (exclude.length === 0) return { key: 'source', value: directory, because };
  const reason = `${exclude.join(', ')} may have passwords: give the variables to the container`;
  return { key: 'source', value: { path: directory, exclude }, because: reason };
}

/** A database of SQLite below the application's directory: not one in memory, nor at an absolute path. */
const SQLITE =
  /\bdjango\.db\.backends\.sqlite3\b|\bsqlite:\/\/\/(?![/:])|\bsqlite3\.connect\(\s*["'](?![/:])/;

/** Files of an application are root's unless it writes among them. */
function ownerSettings(tree: ProjectTree, { directory }: InferredApplication): readonly Setting[] {
  const own = subtree(tree, directory);
  const path = own.paths.find(
    (each) =>
      each.endsWith('.py') && isApplicationModule(each) && SQLITE.test(own.texts.get(each) ?? ''),
  );
  if (path === undefined) return [];
  const because = `${path} has a database of SQLite among the files; keep it in a volume`;
  return [{ key: 'owner', value: 'user', because }];
}

/** The keys that say how an image is started. */
export function entrySettings(entry: EntryPoint): readonly Setting[] {
  const { command, because, port, envs, health, steps = [], needs = [] } = entry;
  const required = needs.length === 0 ? '' : `; give it ${needs.join(', ')} when it runs`;
  return [
    ...(Object.keys(envs).length === 0
      ? []
      : [{ key: 'envs', value: envs, because: envReason(envs) }]),
    ...(steps.length === 0
      ? []
      : [
          {
            key: 'steps',
            because: 'STATIC_ROOT is set',
            value: steps.map(({ run, envs: own, output }): SettingValue => ({
              run,
              ...(Object.keys(own).length > 0 && { envs: own }),
              ...(output !== undefined && { output }),
            })),
          },
        ]),
    { key: 'entrypoint_name', value: command, because: because + required },
    ...(port === undefined ? [] : [{ key: 'ports', value: [port] }]),
    ...(health === undefined || port === undefined
      ? []
      : [{ key: 'healthcheck', value: healthcheck(port, health), because: `answers ${health}` }]),
  ];
}

function envReason(envs: Readonly<Record<string, string>>): string {
  if ('PORT' in envs) return 'the port, unless `docker run -e PORT=…` sets another';
  const names = Object.keys(envs);
  if (names.some((name) => /HOST|ADDRESS|SERVER_NAME/.test(name))) {
    return 'reachable from outside of the container';
  }
  return 'for its start';
}

/** Locks that the build does not find by itself, or of which there are several. */
function lockSettings(
  tree: ProjectTree,
  { directory, kind, script }: InferredApplication,
): readonly Setting[] {
  if (script !== undefined) {
    const because = script.endsWith('.lock')
      ? 'the lock of the script'
      : 'the requirements in the script';
    return [{ key: 'lock', value: script, because }];
  }
  const directories = [directory, ...ancestorsOf(directory)];
  const names = directories.map((each) => ({ each, names: namesIn(tree, each) }));
  const own = names.find((place) => findLock(place.names) !== undefined);
  if (own === undefined) {
    const [named] = directories.flatMap((each) => namedRequirements(tree, each) ?? []);
    const [other] = directories.flatMap((each) => requirementsFiles(tree, each));
    return other === undefined
      ? []
      : [
          {
            key: 'lock',
            value: other,
            because:
              named?.path === other
                ? `installed by ${named.because}`
                : 'the requirements of the application',
          },
        ];
  }
  const empty = own.names.filter(
    (name) => isLockName(name) && tree.texts.get(joinPath(own.each, name))?.trim() === '',
  );
  const filled = own.names.filter((name) => !empty.includes(name));
  const usual = findLock(own.names) ?? '';
  const found = findLock(filled) ?? usual;
  const named = namedRequirements(tree, own.each);
  if (
    found === 'requirements.txt' &&
    named !== undefined &&
    named.path !== joinPath(own.each, found)
  ) {
    return [{ key: 'lock', value: named.path, because: `installed by ${named.because}` }];
  }
  if (found !== usual) {
    return [{ key: 'lock', value: joinPath(own.each, found), because: `${usual} is empty` }];
  }
  const others = filled.filter((name) => name !== found && isLockName(name));
  if (others.length > 0) {
    const value = joinPath(own.each, found);
    return [{ key: 'lock', value, because: `or ${others.join(' or ')}: delete what is old` }];
  }
  if (kind === 'project' && found === 'requirements.txt' && isUndecided(tree, directory)) {
    const value = joinPath(own.each, found);
    return [{ key: 'lock', value, because: 'setup.py names no dependencies' }];
  }
  return [];
}

/** Whether a setup.py leaves open what it requires. */
function isUndecided({ texts }: ProjectTree, directory: string): boolean {
  const [script, configuration = ''] = ['setup.py', 'setup.cfg'].map((name) =>
    texts.get(joinPath(directory, name)),
  );
  const table = tomlOf({ paths: [], texts }, joinPath(directory, 'pyproject.toml'));
  if (script === undefined || valueAt(table, ['project']) !== undefined) return false;
  return !namesDependencies(script, configuration);
}

/** The missing server, and the packages that only a Pipfile or Poetry's own table requires and no lock has. */
function packageSetting(
  tree: ProjectTree,
  application: InferredApplication,
  runtime: string | undefined,
): Setting | undefined {
  const { directory, kind, declared, entryPoint, services, containers, assumed, setuptools } =
    application;
  const companions = [...application.companions, ...libraryLimits(declared, runtime)];
  const servers = [entryPoint, ...services.values()].flatMap((each) => each?.server ?? []);
  const added = [...new Set(servers)].map((name) => serverReleases[name]);
  const unlocked = declared.locked.size > 0 ? undefined : unreadRequirements(tree, directory, kind);
  const { file } = containers ?? {};
  const written = (file?.python ?? []).filter(
    ({ value }) =>
      !isNamed(declared, value, file?.path) && unlocked?.requirements.includes(value) !== true,
  );
  const named = assumed?.requirements ?? [];
  const reasons = [
    ...(assumed === undefined ? [] : [assumed.because]),
    ...(unlocked === undefined ? [] : [`${unlocked.file} without a lock`]),
    ...(added.length === 0 ? [] : ['the server, which nothing else requires']),
    ...[...new Set(written.map(({ line }) => `installed by ${file?.path ?? ''}:${line}`))],
  ];
  if (setuptools !== undefined) reasons.push(setuptools.because);
  reasons.push(...companions.map(({ because }) => because));
  const value = [
    ...named,
    ...(unlocked?.requirements ?? []),
    ...new Set(written.map((each) => each.value)),
    ...added,
    ...(setuptools === undefined ? [] : [setuptools.requirement]),
    ...companions.map(({ requirement }) => requirement),
  ];
  if (value.length === 0) return undefined;
  return { key: 'packages', value, because: reasons.join('; ') };
}

/** Whether a requirement of the Dockerfile is one of the application's own. */
function isNamed(
  { names, locked }: Declared,
  requirement: string,
  dockerfile: string | undefined,
): boolean {
  const name = nameOf(requirement);
  return (names.has(name) && names.get(name) !== dockerfile) || locked.has(name);
}

function unreadRequirements(
  tree: ProjectTree,
  directory: string,
  kind: 'source' | 'project',
): { readonly file: string; readonly requirements: readonly string[] } | undefined {
  for (const each of [directory, ...ancestorsOf(directory)]) {
    if (requirementsFiles(tree, each).length > 0) return undefined;
    // A lock that cannot be read, or lacks what is required, is reported by the build.
    if (isLocked(tree, each)) return undefined;
    const pipfile = joinPath(each, 'Pipfile');
    const requirements = pipfileRequirements(tomlOf(tree, pipfile));
    if (requirements.length > 0) return { file: pipfile, requirements };
    const pyproject = joinPath(each, 'pyproject.toml');
    const poetry = kind === 'source' ? poetryRequirements(tomlOf(tree, pyproject)) : [];
    if (poetry.length > 0) return { file: pyproject, requirements: poetry };
  }
  return undefined;
}

/** Whether a directory has a lock with anything in it. */
function isLocked(tree: ProjectTree, directory: string): boolean {
  return namesIn(tree, directory).some(
    (name) =>
      findLock([name]) !== undefined && tree.texts.get(joinPath(directory, name))?.trim() !== '',
  );
}
