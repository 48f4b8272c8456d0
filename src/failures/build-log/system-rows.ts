import type { Help } from '../../diagnostics/help.ts';
import { debianHeaders, debianLinked, debianModules, debianPrograms } from '../debian-packages.ts';
import type { BuildCause, BuildRow, Built } from './build-cause.ts';
import { traitsOf } from '../../spec/system-family.ts';

/** The names that CMake's modules look for, as modules of pkg-config or libraries. */
const CMAKE: Readonly<Record<string, string>> = {
  OpenSSL: 'libssl-dev',
  ZLIB: 'zlib1g-dev',
  BZip2: 'libbz2-dev',
  LibLZMA: 'liblzma-dev',
  CURL: 'libcurl4-openssl-dev',
  PNG: 'libpng-dev',
  JPEG: 'libjpeg-dev',
  TIFF: 'libtiff-dev',
  PostgreSQL: 'libpq-dev',
  SQLite3: 'libsqlite3-dev',
  BLAS: 'libopenblas-dev',
  LAPACK: 'liblapack-dev',
  HDF5: 'libhdf5-dev',
  GDAL: 'libgdal-dev',
  GEOS: 'libgeos-dev',
  PROJ: 'libproj-dev',
  Boost: 'libboost-all-dev',
  Eigen3: 'libeigen3-dev',
  Git: 'git',
  PkgConfig: 'pkg-config',
  OpenGL: 'libgl-dev',
  X11: 'libx11-dev',
  MPI: 'libopenmpi-dev',
  GMP: 'libgmp-dev',
  Protobuf: 'libprotobuf-dev protobuf-compiler',
};

/** A thing that is missing, and the package of Debian that has it, where that is known. */
export function missing(what: string, packages: string | undefined, built: Built): BuildCause {
  return { told: `${what} is missing`, help: packageHelp(what, packages, built) };
}

function packageHelp(what: string, packages: string | undefined, built: Built): Help {
  const { family, image, name, isOwn } = built;
  const orWheel = isOwn ? '' : ', or choose a version that has a wheel';
  if (packages === undefined || !traitsOf(family).hasKnownPackages) {
    const debian = packages === undefined ? '' : ` (on Debian ${packages.split(' ')[0] ?? ''})`;
    return `Add the system package that has ${what}${debian} to \`dependencies.build\`, or to \`compile.${name}.dependencies\`${orWheel}.`;
  }
  const [newest = '', older = newest] = packages.split(' ');
  const chosen = /bookworm|bullseye|\b(?:11|12)\b/.test(image) ? older : newest;
  return `Add ${chosen} to \`dependencies.build\`, or to \`compile.${name}.dependencies\`${orWheel}.`;
}

const row = (
  logs: readonly string[],
  pattern: RegExp,
  what: (name: string) => string,
  packages: (name: string) => string | undefined,
): BuildRow => ({
  logs,
  pattern,
  explain: (match, built) => {
    const name = captured(match);
    return missing(what(name), packages(name), built);
  },
});

/** The group of the alternative that matched. */
function captured(match: RegExpExecArray): string {
  return match.slice(1).find(Boolean) ?? '';
}

/** Packages by the last parts of a header's path, the longest that is known. */
function headerPackage(header: string): string | undefined {
  const parts = header.split('/');
  const tails = parts.map((_, at) => parts.slice(at).join('/'));
  return tails.map((tail) => debianHeaders[tail]).find((found) => found !== undefined);
}

/** pkg-config's name of a module, or the library that it is. */
function modulePackage(name: string): string | undefined {
  const bare = name.replace(/\s*[<>=].*$/, '');
  return (
    debianModules[bare] ?? debianModules[`lib${bare}`] ?? debianLinked[bare.replace(/^lib/, '')]
  );
}

const program = (name: string) => debianPrograms[name];

/** A header, library or program that the build does not find. */
export const systemRows: readonly BuildRow[] = [
  row(
    ['header', 'header-in-directory'],
    /fatal error: ['"\u2018<]?([\w./+-]+\.(?:h|hh|hpp|hxx)|Eigen\/\w+)['"\u2019>]?(?:: No such file| file not found)/,
    (name) => `the header ${name}`,
    headerPackage,
  ),
  row(
    ['library'],
    /(?:cannot find|library not found for) -l([\w.+-]+)/,
    (name) => `the library ${name} (-l${name})`,
    (name) => debianLinked[name],
  ),
  row(
    ['rust-missing'],
    /can't find (Rust) compiler|(?:Cargo|cargo), the Rust package manager, is not installed|rustc(?:, the rust compiler,)? is not installed|maturin[^\n]*cargo[^\n]*No such file/i,
    () => 'the Rust compiler',
    () => 'cargo',
  ),
  row(
    ['meson-fortran'],
    /Unknown compiler\(s\): \[\['?(?:\w+'?, ?'?)*(gfortran)|No Fortran compiler found/,
    () => 'a Fortran compiler',
    () => program('gfortran'),
  ),
  row(
    ['cmake-missing'],
    /CMake must be installed|(?:cmake: (?:command )?not found)|Problem with the CMake installation|Cannot find cmake/i,
    () => 'cmake',
    () => program('cmake'),
  ),
  row(
    ['meson-dependency', 'meson-pkg-config'],
    /ERROR: (?:Dependency|C library) ['"]([^'"]+)['"] not found/,
    (name) => `the library ${name}`,
    modulePackage,
  ),
  row(
    ['cmake-pkg-config'],
    /The following required packages were not found:\s+- (\S+)|No package '([^']+)' found|Package (\S+) was not found in the pkg-config search path/,
    (name) => `the library ${name}`,
    modulePackage,
  ),
  row(
    // Optional dependencies are reported in a line that begins with `--`.
    ['cmake-package', 'cmake-package-wrapped', 'cmake-configuration'],
    /CMake Error at [^\n]*:\s+(?:Could NOT find (\w+)|By not providing "Find(\w+)\.cmake"|Could not find a package\s+configuration\s+file\s+provided\s+by\s+"(\w+)")/,
    (name) => `${name}, which CMake looks for,`,
    (name) => CMAKE[name],
  ),
  row(
    ['mysql-config'],
    /((?:pg|mysql|mariadb|gdal|geos|krb5|xml2|xslt|curl|net-snmp|freetype|nc|icu)[_-]config)(?: executable)?[^\n]{0,20} not found|Can not find valid (pkg-config) name/,
    (name) => `the program ${name}`,
    (name) => program(name) ?? program('mariadb_config'),
  ),
  {
    logs: ['pg-config', 'git-missing'],
    pattern:
      /No such file or directory: '([\w.+-]+)'|([\w.+-]+): (?:command )?not found|unable to execute '([\w.+-]+)'/,
    explain: (match, built) => {
      const name = captured(match);
      const found = program(name);
      return found === undefined ? undefined : missing(`the program ${name}`, found, built);
    },
  },
  {
    logs: ['compiler-missing'],
    pattern:
      /error: \[Errno 2\] No such file or directory: '((?:[\w-]*-)?(?:gcc|g\+\+|cc|c\+\+|clang)[\w+-]*)'/,
    explain: ([, name = ''], built) => missing(`the compiler ${name}`, 'build-essential', built),
  },
];
