import { normalizeName } from '../../../python/name.ts';
import type { Specifier } from '../../../python/specifier.ts';
import type { Fields } from '../../fields.ts';
import { firstDifference } from './compare-declared.ts';

/** The settings that a lock is compared with. */
export interface LockedSettings {
  /** The whole lock. */
  readonly root: Fields;
  readonly requiresPython: readonly Specifier[];
  /** Of its packages, normalised. uv keeps nothing about a package that is not required. */
  readonly names: readonly string[];
}

/** Settings of a resolution: in pyproject.toml, in the table [options] of the lock, and their defaults. */
const OPTIONS = [
  ['resolution', 'resolution-mode', 'highest'],
  ['prerelease', 'prerelease-mode', 'if-necessary-or-explicit'],
  ['fork-strategy', 'fork-strategy', 'requires-python'],
] as const;

/** Markers of environments, in both. */
const ENVIRONMENTS = [
  ['environments', 'supported-markers'],
  ['required-environments', 'required-markers'],
] as const;

/**
 * The first setting of [tool.uv] that a lock was made with in another way (uv, `uv lock --check`); undefined if there
 * is none.
 *
 * @param tools [tool.uv] of the workspace's root, then of its members, each with the name of its project.
 */
export function settingsDifference(
  tools: readonly { readonly tool: Fields | undefined; readonly name: string }[],
  lock: LockedSettings,
): string | undefined {
  const tool = tools[0]?.tool;
  return (
    optionsDifference(tool, lock.root.table('options')) ??
    environmentsDifference(tool, lock) ??
    conflictsDifference(tools, lock.root) ??
    manifestDifference(tool, lock)
  );
}

function optionsDifference(tool: Fields | undefined, options: Fields | undefined) {
  const differs = OPTIONS.find(
    ([key, inLock, usual]) => (tool?.value(key) ?? usual) !== (options?.value(inLock) ?? usual),
  );
  if (differs !== undefined) return `${differs[0]} differs`;
  const packages = (fields: Fields | undefined) => JSON.stringify(sorted(fields));
  const declared = tool?.table('prerelease-package');
  if (packages(declared) !== packages(options?.table('prerelease-package'))) {
    return 'prerelease-package differs';
  }
  const newer = tool?.value('exclude-newer');
  const locked = options?.value('exclude-newer');
  // It is mostly an argument of the command or a variable: a lock may have it although pyproject.toml does not.
  return newer === undefined || (locked !== undefined && isSameTime(newer, locked))
    ? undefined
    : 'exclude-newer differs';
}

function sorted(fields: Fields | undefined): readonly (readonly [string, unknown])[] {
  return (fields?.keys ?? [])
    .map((key) => [normalizeName(key), fields?.value(key)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const DAY = 86_400_000;

/** A day ends at midnight in any time zone; the end of a span of time is only in the lock. */
function isSameTime(declared: unknown, locked: unknown): boolean {
  if (typeof declared !== 'string' || typeof locked !== 'string') return true;
  const [wanted, found] = [Date.parse(declared), Date.parse(locked)];
  if (Number.isNaN(wanted) || Number.isNaN(found)) return true;
  if (/T/i.test(declared)) return wanted === found;
  return found > wanted && found <= wanted + 2 * DAY;
}

function environmentsDifference(
  tool: Fields | undefined,
  { root, requiresPython }: LockedSettings,
): string | undefined {
  const texts = (value: unknown): readonly string[] =>
    (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
  const differs = ENVIRONMENTS.find(([key, inLock]) => {
    const [declared, locked] = [texts(tool?.value(key)), texts(root.value(inLock))];
    if ((declared.length === 0) !== (locked.length === 0)) return true;
    // Compared as requirements of one name are: by where they hold.
    const asRequirements = (markers: readonly string[]) =>
      markers.map((marker) => ({ name: key, key, all: [marker], none: [] }));
    const lists = { declared: asRequirements(declared), locked: asRequirements(locked) };
    return firstDifference({ ...lists, requiresPython, self: '' }) !== undefined;
  });
  return differs && `${differs[0]} differ`;
}

/** Each set of conflicts as one text, independent of the order in it. */
function conflictSets(value: unknown, own: string): readonly string[] {
  return (Array.isArray(value) ? value : []).map((set: unknown) =>
    (Array.isArray(set) ? set : [])
      .flatMap((item: unknown) => {
        if (typeof item !== 'object' || item === null) return [];
        const fields: readonly [string, unknown][] = Object.entries({ package: own, ...item });
        const texts = fields.map(
          ([key, name]) => `${key} ${typeof name === 'string' ? normalizeName(name) : ''}`,
        );
        return [texts.sort().join(' ')];
      })
      .sort()
      .join(),
  );
}

/** A lock has more sets than are declared where groups include each other. */
function conflictsDifference(
  tools: Parameters<typeof settingsDifference>[0],
  root: Fields,
): string | undefined {
  const declared = tools.flatMap(({ tool, name }) => conflictSets(tool?.value('conflicts'), name));
  const locked = conflictSets(root.value('conflicts'), '');
  const isSame =
    declared.every((set) => locked.includes(set)) && (declared.length > 0 || locked.length === 0);
  return isSame ? undefined : 'conflicts differ';
}

function manifestDifference(
  tool: Fields | undefined,
  { root, names }: LockedSettings,
): string | undefined {
  const manifest = root.table('manifest');
  const excluded = (fields: Fields | undefined, key: string) =>
    fields?.has(key) === true ? fields.texts(key).map(normalizeName) : [];
  const stated = (fields: Fields | undefined) =>
    (fields?.has('dependency-metadata') === true ? fields.tables('dependency-metadata') : []).map(
      (each) => normalizeName(each.text('name') ?? ''),
    );
  const isSame = (declared: readonly string[], locked: readonly string[]) =>
    locked.every((name) => declared.includes(name)) &&
    declared.every((name) => locked.includes(name) || !names.includes(name));
  if (!isSame(excluded(tool, 'exclude-dependencies'), excluded(manifest, 'excludes'))) {
    return 'exclude-dependencies differ';
  }
  return isSame(stated(tool), stated(manifest)) ? undefined : 'dependency-metadata differs';
}
