import type { ContainerFile } from './dockerfile/container-file.ts';
import { debianNames } from './dockerfile/installed-packages.ts';
import { importedLibraries } from './imported-libraries.ts';
import type { ProjectTree } from './tree.ts';
import { readRequirement, type Declared } from './declared.ts';
import type { Setting } from './setting.ts';
import type { NamedPackage } from './system-files.ts';
import { namesFor, systemLibraries, type DebianRelease } from '../system/system-libraries.ts';

/** The setting `dependencies`, with the packages that are missing. */
export interface SystemSetting extends Setting {
  readonly value: { readonly run?: readonly string[]; readonly build?: readonly string[] };
}

/** `dependencies` for what Python packages need of Debian; none on another system. */
export function systemSettings(
  declared: Declared,
  runtime: string | undefined,
  {
    file,
    named = [],
    assumed = [],
    tree,
  }: {
    readonly file?: ContainerFile;
    /** Those that other files of the project name. */
    readonly named?: readonly NamedPackage[];
    /** Requirements that no file of Python's tools names. */
    readonly assumed?: readonly string[];
    readonly tree?: ProjectTree;
  } = {},
): readonly SystemSetting[] {
  const release = debianRelease(runtime);
  if (release === undefined) return [];
  const unnamed = new Set(assumed.flatMap((each) => readRequirement(each).names));
  const isWanted = (name: string) =>
    declared.locked.has(name) || declared.names.has(name) || unnamed.has(name);
  const isCompiled = (name: string) =>
    declared.compiled.includes(name) || declared.compiled.includes(':all:');
  const rows = systemLibraries.flatMap((row) => {
    const name = row.packages.find(isWanted);
    if (name === undefined || (row.when === 'from-source' && !isCompiled(name))) return [];
    // Wheels of psycopg-binary have libpq.
    if (name === 'psycopg' && isWanted('psycopg-binary')) return [];
    if (name === 'psycopg' && isWanted('psycopg[binary]')) return [];
    return [{ ...row, name }];
  });
  const git = declared.git.length > 0;
  const own = ofFiles([...ofDockerfile(file), ...named], release);
  const imported = tree === undefined ? [] : importedLibraries(tree);
  const run = [
    ...new Set([
      ...rows.flatMap((row) => namesFor(row.run, release)),
      ...own.run,
      ...imported.flatMap((each) => each.run),
    ]),
  ];
  const build = [
    ...new Set([
      ...rows.flatMap((row) => namesFor(row.build, release)),
      ...(git ? ['git'] : []),
      ...own.build,
    ]),
  ];
  if (run.length === 0 && build.length === 0) return [];
  const reasons = [
    ...rows.map(({ name }) => name),
    ...imported.map(({ name }) => name),
    ...declared.git.map((file) => `git in ${file}`),
  ];
  return [
    {
      key: 'dependencies',
      value: { ...(run.length > 0 && { run }), ...(build.length > 0 && { build }) },
      because: [
        ...(reasons.length > 0 ? [`for ${reasons.join(', ')}`] : []),
        ...(own.places.length > 0 ? [`installed by ${own.places.join(', ')}`] : []),
      ].join('; '),
    },
  ];
}

/** The packages that a Dockerfile installs with apt. */
function ofDockerfile(file: ContainerFile | undefined): readonly NamedPackage[] {
  return (file?.system ?? []).map(({ line, ...each }) => ({
    ...each,
    place: `${file?.path ?? ''}:${line}`,
  }));
}

/** The packages that files name, as Grocker has them, and the places of those that count. */
function ofFiles(named: readonly NamedPackage[], release: DebianRelease) {
  const names = debianNames(named, release);
  const all = [...names.run, ...names.build];
  const counting = named.filter((each) => {
    const { run, build } = debianNames([each], release);
    return [...run, ...build].some((name) => all.includes(name));
  });
  return { ...names, places: [...new Set(counting.map(({ place }) => place))] };
}

/** The release of Debian that a runtime has, of those whose packages are known; the default's if none is named. */
export function debianRelease(runtime: string | undefined): DebianRelease | undefined {
  const [system] = runtime?.split('/') ?? ['trixie'];
  return system === 'trixie' || system === 'bookworm' ? system : undefined;
}
