import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { companionImports, companionReleases } from './companion-rows.ts';
import type { Declared } from './declared.ts';
import { exactVersion, pinsOf, releaseOf, spanOfName, type Pin } from './pinned-pythons.ts';
import { isBelow, isHeldBelow } from '../python/held-below.ts';
import type { PythonModule } from './python/python-module.ts';
import { nameOf } from './requirement-name.ts';
import type { ProjectTree } from './tree.ts';

/** A requirement that keeps a package at the releases that the application is made for. */
export interface Companion {
  readonly requirement: string;
  readonly because: string;
}

/**
 * Limits that no file writes down: a module imports what newer versions do not have, or a release that is pinned, or held
 * below a version, requires a package in any version. A lock has decided already.
 *
 * @param isInstalled whether the image has a package, also where no file names the requirements.
 */
export function companions(
  tree: ProjectTree,
  directories: readonly string[],
  modules: readonly PythonModule[],
  declared: Declared,
  isInstalled: (name: string) => boolean,
): readonly Companion[] {
  if (declared.locked.size > 0) return [];
  const pins = directories.flatMap((directory) => pinsOf(tree, directory));
  const found = new Map<string, Companion>();
  const add = (requirement: string, because: string) => {
    const name = nameOf(requirement);
    const other = found.get(name);
    if (other !== undefined && !isBelow(limitOf(requirement), limitOf(other.requirement))) return;
    if (isOpen(declared, pins, requirement)) found.set(name, { requirement, because });
  };
  for (const { names, requirement, broughtBy = '' } of companionImports) {
    if (!isInstalled(nameOf(requirement)) && !isInstalled(broughtBy)) continue;
    const named = (imported: string) =>
      names.find((name) => imported === name || imported.startsWith(`${name}.`));
    const [use] = modules.flatMap(({ path, imported }) =>
      imported.flatMap((each) => named(each) ?? []).map((name) => `${path} imports ${name}`),
    );
    if (use !== undefined) add(requirement, use);
  }
  for (const { name, below, requirement, because } of companionReleases) {
    const pin = pins.find((each) => each.name === name && isHeldBelow(each.clause, below));
    if (pin !== undefined) add(requirement, `${releaseOf(pin)} ${because}`);
  }
  return [...found.values()];
}

/** Pins of which one lacks what the other uses: whatever is installed, they fail when they are imported. */
export function incompatiblePins(
  tree: ProjectTree,
  directories: readonly string[],
  declared: Declared,
): readonly Diagnostic[] {
  if (declared.locked.size > 0) return [];
  const pins = directories.flatMap((directory) => pinsOf(tree, directory));
  return companionReleases.flatMap(({ name, below, requirement, because }): Diagnostic[] => {
    const user = pins.find((each) => each.name === name && isHeldBelow(each.clause, below));
    const used = pins.find((each) => each.name === nameOf(requirement));
    const version = used && exactVersion(used);
    if (user === undefined || used === undefined || version === undefined) return [];
    if (isBelow(version, limitOf(requirement))) return [];
    return [
      {
        code: 'incompatible-pins',
        severity: 'warning',
        message: `${releaseOf(user)} ${because}, which ${releaseOf(used)} does not have`,
        span: spanOfName(tree, used.file, used.name),
        help: `Require ${requirement}, or a newer release of ${name}.`,
      },
    ];
  });
}

/** Whether the files leave the choice of a version; a lower limit leaves one if it is below the upper limit. */
function isOpen({ specifiers }: Declared, pins: readonly Pin[], requirement: string): boolean {
  const name = nameOf(requirement);
  if (pins.some((pin) => pin.name === name && exactVersion(pin) !== undefined)) return false;
  return (specifiers.get(name) ?? []).every(
    ({ operator, text }) => operator === '>=' && isBelow(text, limitOf(requirement)),
  );
}

/** The version of an upper limit. */
function limitOf(requirement: string): string {
  return requirement.replace(/^.*</, '');
}
