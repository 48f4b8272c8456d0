import type { DebianRelease } from '../system/system-libraries.ts';
import { ownValue } from '../paths/own-value.ts';
import type { Companion } from './companions.ts';
import type { Declared } from './declared.ts';
import { debianRelease } from './system-settings.ts';

/** Packages whose sources refuse a library that is older than they are, and the version that Debian has of it. */
const LIBRARIES: Readonly<Record<string, Readonly<Record<DebianRelease, string>>>> = {
  // setup.py: "Python bindings of GDAL 3.13.3 require at least libgdal 3.13.3".
  gdal: { trixie: '3.10.3', bookworm: '3.6.2' },
};

/** Limits that Debian's libraries set to packages which are compiled with them; what the files say of a version holds. */
export function libraryLimits(
  { names, locked, specifiers }: Declared,
  runtime: string | undefined,
): readonly Companion[] {
  const release = debianRelease(runtime);
  if (release === undefined || locked.size > 0) return [];
  return Object.keys(LIBRARIES).flatMap((name): readonly Companion[] => {
    const version = ownValue(LIBRARIES, name)?.[release];
    if (version === undefined || !names.has(name) || (specifiers.get(name) ?? []).length > 0) {
      return [];
    }
    const because = `Debian's library of ${name} is ${version}`;
    return [{ requirement: `${name}<=${version}`, because }];
  });
}
