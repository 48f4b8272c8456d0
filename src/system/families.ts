import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Located } from '../diagnostics/span.ts';
import type { SystemFamily } from '../spec/system-family.ts';
import { invalidAlpinePackages, parseApkResolution } from './alpine.ts';
import { invalidDebianPackages, parseAptResolution } from './debian.ts';
import type { SystemPackage } from './model.ts';

/** How the packages of a family are named, and how its resolver answers. */
export interface FamilyPackages {
  /** One diagnostic for each word that the resolver could take for anything but a package. */
  readonly invalid: (packages: readonly Located<string>[]) => Diagnostic[];
  /**
   * Reads the output of steps/apt-resolve.sh or apk-resolve.sh: the packages that each list adds to those before it.
   */
  readonly parse: (answer: string) => readonly (readonly SystemPackage[])[];
}

export const familyPackages: Readonly<Record<SystemFamily, FamilyPackages>> = {
  debian: { invalid: invalidDebianPackages, parse: parseAptResolution },
  alpine: { invalid: invalidAlpinePackages, parse: parseApkResolution },
};
