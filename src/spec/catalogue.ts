import type { LibC } from '../python/target.ts';
import type { SystemFamily } from './spec.ts';

/** A base image that grocker.yml can name without describing it. */
export interface CatalogueRuntime {
  /** `trixie/3.13` */
  readonly name: string;
  readonly image: string;
  readonly family: SystemFamily;
  /** System packages of every stage. */
  readonly run: readonly string[];
  /** System packages of the compiler stage. */
  readonly build: readonly string[];
  /** `3.13` */
  readonly pythonVersion: string;
  readonly libc: LibC;
  /** Absolute path of the interpreter in the image. */
  readonly python: string;
  /** Why not to use it any more. */
  readonly deprecated?: string;
}

export const defaultRuntime = 'trixie/3.13';

interface Codename {
  readonly codename: string;
  readonly glibc: string;
  /** The Python that the release itself brings, used where the catalogue says so. */
  readonly own?: { readonly version: string; readonly run: readonly string[] };
  /** Minor versions of Python for which the image python:3.N-slim-CODENAME is made. */
  readonly pythons: readonly string[];
  readonly deprecated?: string;
}

/** Newest first. */
const debianReleases: readonly Codename[] = [
  {
    codename: 'trixie',
    glibc: '2.41',
    own: { version: '3.13', run: ['python3', 'ca-certificates'] },
    pythons: ['3.14', '3.12', '3.11', '3.10', '3.9'],
  },
  {
    codename: 'bookworm',
    glibc: '2.36',
    // Debian splits distutils, a part of the standard library until 3.12, from python3.
    own: { version: '3.11', run: ['python3', 'python3-distutils', 'ca-certificates'] },
    pythons: ['3.14', '3.13', '3.12', '3.10', '3.9'],
  },
  {
    codename: 'bullseye',
    glibc: '2.31',
    pythons: ['3.13', '3.12', '3.11', '3.10', '3.9'],
    deprecated: 'Debian 11 (bullseye) has had no security updates since August 2026',
  },
  {
    codename: 'buster',
    glibc: '2.28',
    pythons: ['3.12', '3.11', '3.10', '3.9'],
    deprecated: 'Debian 10 (buster) has had no security updates since June 2024',
  },
];

const alpinePythons = ['3.14', '3.13', '3.12', '3.11', '3.10', '3.9'] as const;

/** Minor versions of Python that get no security fixes any more, and since when. */
const pythonsPastTheirEnd: Readonly<Record<string, string>> = {
  '3.9': 'October 2025',
  '3.10': 'October 2026',
};

const debianBuild = ['build-essential'] as const;

function debianRuntimes(release: Codename): readonly CatalogueRuntime[] {
  const libc = { name: 'glibc', version: release.glibc } as const;
  const own = release.own && {
    ...base(`${release.codename}/${release.own.version}`, release.own.version, release.deprecated),
    image: `debian:${release.codename}-slim`,
    family: 'debian' as const,
    run: release.own.run,
    build: [...debianBuild, 'python3-dev'],
    libc,
    python: '/usr/bin/python3',
  };
  const images = release.pythons.map((version) => ({
    ...base(`${release.codename}/${version}`, version, release.deprecated),
    image: `python:${version}-slim-${release.codename}`,
    family: 'debian' as const,
    run: [],
    build: debianBuild,
    libc,
    python: '/usr/local/bin/python3',
  }));
  return own === undefined ? images : [own, ...images];
}

function alpineRuntime(version: string): CatalogueRuntime {
  return {
    ...base(`alpine/${version}`, version),
    image: `python:${version}-alpine`,
    family: 'alpine',
    run: [],
    build: ['build-base'],
    libc: { name: 'musl', version: '1.2' },
    python: '/usr/local/bin/python3',
  };
}

function base(name: string, pythonVersion: string, deprecatedRelease?: string) {
  const end = pythonsPastTheirEnd[pythonVersion];
  const reasons = [
    deprecatedRelease,
    end === undefined
      ? undefined
      : `Python ${pythonVersion} has had no security fixes since ${end}`,
  ].filter((reason) => reason !== undefined);
  return {
    name,
    pythonVersion,
    ...(reasons.length === 0 ? {} : { deprecated: reasons.join('; ') }),
  };
}

/** The one name of Grocker 8 that told no version of Python. */
const alpine: CatalogueRuntime = {
  ...alpineRuntime('3.13'),
  name: 'alpine/3',
  deprecated: 'the name has no version of Python; it stands for alpine/3.13',
};

/** Every runtime known by name, best first. */
export const catalogue: ReadonlyMap<string, CatalogueRuntime> = new Map(
  [...debianReleases.flatMap(debianRuntimes), ...alpinePythons.map(alpineRuntime), alpine].map(
    (runtime) => [runtime.name, runtime] as const,
  ),
);

/** Names of older Grockers that are gone, and why. */
export const goneRuntimes: ReadonlyMap<string, string> = new Map([
  ['jessie/2.7', 'Python 2 has ended, and Debian 8 with it'],
  ['jessie/3.4', 'Python 3.4 has ended, and Debian 8 with it'],
  ['stretch/3.5', 'Python 3.5 has ended, and Debian 9 with it'],
]);
