/**
 * Values shared by src and the scripts of steps/: steps/agreed.py and steps/agreed.sh are generated from this file by
 * scripts/write-docs.ts.
 */

/** Seconds since 1970 of every file that a step makes: 1980-01-01, the first day that a zip knows. */
export const EPOCH = 315532800;

/** Exit statuses by which src/failures tells the failures of scripts apart; each with the scripts that end with it. */
export const exitStatuses = {
  /** verify.py, fetch.py, fetch-package.sh: the file has none of the hashes of its lock. */
  OTHER_FILE: 2,
  /** fetch.py, fetch-package.sh: the server has no such file any more. */
  GONE: 5,
  /** The same: the server asks for credentials, or refuses them. */
  DENIED: 6,
  /** The same: the name of the server has no address. */
  NO_ADDRESS: 7,
  /** The same: the certificate of the server is not trusted. */
  NO_TRUST: 8,
  /** The same, and resolve.py, release.py and fetch-build-environment.py: the server does not answer. */
  NO_ANSWER: 9,
  /** The same: the server answers that it is busy or out of order. */
  BUSY: 10,
  /** compile.py: the build asks for something that its locked requirements do not have. */
  INCOMPLETE: 3,
  /** compile.py: the build asks git, and there is no git or no repository. */
  NO_REPOSITORY: 4,
  /** compile.py: the build is one that most often fetches something, and has no network. */
  NO_NETWORK: 5,
  /** compile.py: something that it is built with has no wheel. */
  NO_WHEELS: 6,
  /** compile.py: the source makes the wheel of another package or version. */
  OTHER_PACKAGE: 7,
  /** compile.py: on Python alone the build calls a compiler. */
  NO_COMPILER: 8,
  /** unpack_zip.py: it is not a zip archive, or it is damaged. */
  DAMAGED: 2,
  /** unpack_zip.py: a name in it leads out of the archive. */
  OUTSIDE: 3,
  /** install.py, compile.py, fetch-build-environment.py: an archive unpacks to more than it may. */
  TOO_LARGE: 11,
  /** compile.py, fetch-build-environment.py: the archive or the pyproject.toml of a source cannot be used. */
  BAD_SOURCE: 12,
  /** user-and-venv.sh: the base image has a user of that name with another uid. */
  OTHER_UID: 3,
  /** time-zone.sh, locales.sh, certificates.sh: the image lacks what they call. */
  MISSING_PROGRAM: 3,
  /** The same: the first name that grocker.yml gives is not what it should be; one more for the second. */
  FIRST_NAME: 10,
} as const;

/** Limits for unpacking an archive of strangers: a wheel, or a source distribution. */
export const archiveLimits = {
  /** Files. */
  MOST_MEMBERS: 200_000,
  /** Bytes: the largest wheels have a quarter of this. */
  MOST_BYTES: 16 * 1024 ** 3,
  /** Times its own size. Deflate reaches a thousand; files that people write reach ten. */
  MOST_TIMES: 100,
  /** Bytes that any archive may have: small ones with much of the same are harmless. */
  ANY_BYTES: 256 * 1024 ** 2,
} as const;

const HEADER =
  '# Made by scripts/write-docs.ts from src/graph/agreed.ts, which says what each of these means.';

/** steps/agreed.py. */
export function agreedPython(): string {
  return lines(
    '"""Values that steps and the frontend share."""',
    ([name, value]) => `${name} = ${value}`,
  );
}

/** steps/agreed.sh. */
export function agreedShell(): string {
  return lines('# shellcheck shell=sh disable=SC2034', ([name, value]) => `${name}=${value}`);
}

function lines(
  title: string,
  line: (entry: readonly [name: string, value: number]) => string,
): string {
  return [
    title,
    HEADER,
    '',
    ...Object.entries({ EPOCH, ...exitStatuses, ...archiveLimits }).map(line),
    '',
  ].join('\n');
}
