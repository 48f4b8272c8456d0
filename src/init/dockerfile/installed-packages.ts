import { debianOfAlpine } from './alpine-names.ts';
import { namesFor, systemLibraries, type DebianRelease } from '../../system/system-libraries.ts';
import { currentName, isOfTrixie } from '../../system/renamed-packages.ts';

/** The packages that the commands of RUN install. */
export interface Installed {
  /** Packages of Debian; those of Alpine by Debian's names. */
  readonly system: readonly string[];
  /** Requirements of Python in the command. */
  readonly python: readonly string[];
  /** Requirements files. */
  readonly files: readonly string[];
}

/** The packages that the commands of one RUN install, in all package managers that a Dockerfile of Python uses. */
export function installedBy(run: string): Installed {
  const commands = run
    .split(/&&|\|\||[;|\n]/)
    .map((command) => command.replace(/\s#.*$/, '').trim());
  const system = commands.flatMap((command) =>
    debianPackages(/\bapt(?:-get)?\s+(?:\S+\s+)*?install\s+(.*)$/s.exec(command)?.[1]),
  );
  const removed = commands.flatMap((command) =>
    debianPackages(/\bapt(?:-get)?\s+(?:\S+\s+)*?(?:remove|purge)\s+(.*)$/s.exec(command)?.[1]),
  );
  const deleted = commands.flatMap((command) =>
    words(/\bapk\s+(?:-\S+\s+)*del\s+(.*)$/s.exec(command)?.[1] ?? ''),
  );
  const alpine = commands.flatMap((command) =>
    alpinePackages(/\bapk\s+(?:-\S+\s+)*add\s+(.*)$/s.exec(command)?.[1], deleted),
  );
  const pip = commands.map((command) =>
    words(
      /(?:\buv\s+pip|\bpip[\d.]*|\bpython[\d.]*\s+-m\s+pip)\s+(?:install|wheel)\s+(.*)$/s.exec(
        command,
      )?.[1] ?? '',
    ),
  );
  return {
    system: [...system.filter((name) => !removed.includes(name)), ...alpine],
    python: pip.flatMap(requirementsOf),
    files: pip.flatMap(filesOf),
  };
}

/** Options of apt and of pip that are followed by their value. */
const APT_VALUES = new Set(['-t', '-o', '-c', '--target-release', '--option', '--config-file']);
const PIP_VALUES = new Set([
  ...[
    '-r',
    '--requirement',
    '--requirements',
    '-c',
    '--constraint',
    '-i',
    '--index-url',
    '-f',
    '-w',
    '--wheel-dir',
  ],
  ...['--extra-index-url', '--find-links', '--trusted-host', '-t', '--target', '--timeout', '-e'],
  ...[
    '--default-timeout',
    '--prefix',
    '--root',
    '--cache-dir',
    '--python',
    '-p',
    '--index',
    '--retries',
  ],
]);

function debianPackages(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  return plain(words(text), APT_VALUES)
    .map((word) => word.replace(/[=/].*$/, '').replace(/:(?:any|native|amd64|arm64)$/, ''))
    .filter((word) => /^[a-z0-9][a-z0-9+.-]+$/.test(word));
}

/** Options of apk that are followed by their value. */
const APK_VALUES = new Set([
  '-t',
  '--virtual',
  '-X',
  '--repository',
  '--repositories-file',
  '-p',
  '--root',
]);

/**
 * Debian's names of what `apk add` installs; of a virtual package that is deleted again, only the packages that
 * compiling needs.
 */
function alpinePackages(text: string | undefined, deleted: readonly string[]): readonly string[] {
  const given = words(text ?? '');
  const group = given.findIndex((word) => word === '-t' || word === '--virtual');
  const virtual =
    group === -1
      ? given.find((word) => word.startsWith('--virtual='))?.slice(10)
      : given[group + 1];
  const isDeleted = virtual !== undefined && deleted.includes(virtual);
  return plain(given, APK_VALUES)
    .map((word) => word.replace(/[=<>~@].*$/, ''))
    .filter((name) => !deleted.includes(name))
    .flatMap((name) => debianOfAlpine(name) ?? [])
    .filter((name) => !isDeleted || BUILD_TOOLS.test(name));
}

/** Tools that install packages: nothing of the application. */
const INSTALLERS =
  /^(?:pip|setuptools|wheel|poetry|poetry-\S+|uv|pipenv|pdm|hatch|flit|pip-tools|virtualenv|build)(?![\w-])/;

function requirementsOf(given: readonly string[]): readonly string[] {
  return plain(given, PIP_VALUES).filter(
    (word) =>
      /^[A-Za-z0-9][\w.-]*(?:\[[\w.,\s-]+\])?(?:\s*[<>=!~].*)?$/.test(word) &&
      !/\.(?:whl|txt|in|gz|zip)$/.test(word) &&
      !INSTALLERS.test(word),
  );
}

function filesOf(given: readonly string[]): readonly string[] {
  return given.flatMap((word, index) => {
    const inline = /^(?:-r|--requirements?=)(\S+)$/.exec(word)?.[1];
    const isNext = ['-r', '--requirement', '--requirements'].includes(given[index - 1] ?? '');
    return inline ?? (isNext ? [word] : []);
  });
}

function plain(given: readonly string[], valued: ReadonlySet<string>): readonly string[] {
  return given.filter(
    (word, index) => !word.startsWith('-') && !valued.has(given[index - 1] ?? ''),
  );
}

function words(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

/** Packages that every compiler stage has, that only fetch something, or that Grocker's image has anyway. */
const TOOLS = new Set([
  ...['build-essential', 'gcc', 'g++', 'make', 'libc6-dev', 'libc-dev', 'dpkg-dev', 'apt-utils'],
  ...['ca-certificates', 'gnupg', 'gnupg2', 'curl', 'wget', 'lsb-release', 'unzip', 'xz-utils'],
  ...[
    'software-properties-common',
    'apt-transport-https',
    'locales',
    'sudo',
    'vim',
    'nano',
    'less',
  ],
  ...['procps', 'htop', 'tini', 'dumb-init', 'dirmngr', 'debian-archive-keyring', 'tzdata', 'bash'],
  ...['iputils-ping', 'telnet', 'net-tools', 'dnsutils', 'openssh-client', 'zsh', 'man', 'tree'],
]);

const BUILD_TOOLS =
  /^(?:.*-dev|.*-dev-bin|cmake|pkg-config|pkgconf|gfortran|cargo|rustc|swig|git|clang|llvm|ninja-build|autoconf|automake|libtool|bison|flex|nasm|yasm|patchelf)$/;

/** Python comes with the runtime. */
const PYTHON =
  /^(?:python[\d.]*(?:-(?:dev|pip|venv|setuptools|wheel|distutils|minimal|full))?|pip|virtualenv)$/;

/** The packages of a Dockerfile as Grocker has them: those of the image, and those that compiling needs. */
export function debianNames(
  installed: readonly { readonly name: string; readonly isFinal: boolean }[],
  release: DebianRelease,
): { readonly run: readonly string[]; readonly build: readonly string[] } {
  const run = new Set<string>();
  const build = new Set<string>();
  for (const { name, isFinal } of installed) {
    if (TOOLS.has(name) || PYTHON.test(name)) continue;
    const renamed = currentName(name);
    const now = release === 'bookworm' && isOfTrixie(renamed) ? name : renamed;
    if (BUILD_TOOLS.test(now)) {
      build.add(now);
      for (const library of librariesOf(now, release)) run.add(library);
    } else if (isFinal) run.add(now);
  }
  return { run: [...run], build: [...build] };
}

/** Headers in an image imply their library too: a program that is compiled with them loads it. */
function librariesOf(name: string, release: DebianRelease): readonly string[] {
  const row = systemLibraries.find(
    ({ build }) => name.endsWith('-dev') && namesFor(build, release)[0] === name,
  );
  return row === undefined ? [] : namesFor(row.run, release);
}
