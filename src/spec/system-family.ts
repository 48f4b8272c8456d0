/**
 * All differences between distributions except those that only src/system knows: their resolvers' answers and the names
 * of packages.
 */
export interface FamilyTraits {
  /** As people write it. */
  readonly title: string;
  /** The program of steps/ that resolves and installs: steps/PROGRAM-resolve.sh, steps/PROGRAM-install.sh. */
  readonly program: 'apt' | 'apk';
  /** The path of tini, where its package has it. */
  readonly tini: string;
  /** Whether it takes the source lists of `repositories`. */
  readonly hasRepositories: boolean;
  /** Whether a minimal base can be copied out of its root. */
  readonly hasMinimalBase: boolean;
  /** Whether packages without scripts are installed for a platform whose programs do not run. */
  readonly hasForeignPackages: boolean;
  /** Whether its C library has locales. */
  readonly hasLocales: boolean;
  /** Whether the remedies of failed builds know the names of its packages. */
  readonly hasKnownPackages: boolean;
  /** Programs that every image of it has, of those that health checks use. */
  readonly programs: readonly string[];
}

const families = {
  debian: {
    title: 'Debian',
    program: 'apt',
    tini: '/usr/bin/tini',
    hasRepositories: true,
    hasMinimalBase: true,
    hasForeignPackages: true,
    hasLocales: true,
    hasKnownPackages: true,
    programs: [],
  },
  alpine: {
    title: 'Alpine',
    program: 'apk',
    tini: '/sbin/tini',
    hasRepositories: false,
    hasMinimalBase: false,
    hasForeignPackages: false,
    hasLocales: false,
    hasKnownPackages: false,
    // They are part of BusyBox.
    programs: ['wget', 'nc'],
  },
} satisfies Readonly<Record<string, FamilyTraits>>;

export type SystemFamily = keyof typeof families;

/** Names of all families, the default first. */
export const systemFamilies: readonly [SystemFamily, ...SystemFamily[]] = ['debian', 'alpine'];

export function traitsOf(family: SystemFamily): FamilyTraits {
  return families[family];
}
