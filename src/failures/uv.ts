import { continued, type Help } from '../diagnostics/help.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { normalizeName } from '../python/name.ts';
import { NETRC_OVER_HTTP } from './netrc-over-http.ts';
import { archiveTooLarge } from './archive-too-large.ts';
import { unreachable, unreachableBy } from './unreachable.ts';
import {
  writtenRequirements,
  type Requiring,
  type WrittenRequirement,
} from '../project/written-requirements.ts';
import { pythonsOfHint, type WheelPythons } from '../python/wheel-pythons.ts';
import { runtimeWith } from '../spec/ranked-runtimes.ts';
import { decisiveLines, explainLog } from './build-log/explain-log.ts';
import { withOtherPythons } from './other-pythons.ts';
import type { SystemFamily } from '../spec/system-family.ts';

/** The possible causes of a failed resolution. */
export interface Blamable {
  readonly spec: Requiring & {
    readonly project?: { readonly span: Span };
    readonly runtime: {
      readonly name: string;
      readonly image?: string;
      readonly family?: SystemFamily;
    };
  };
  readonly pyproject?: SourceText | undefined;
  /** Lines of the lock that was to be completed. */
  readonly lines?: readonly WrittenRequirement[];
  /** The version of the image's Python. */
  readonly python?: string;
  /** The Pythons with wheels of a package that had to be built only to learn what it requires. */
  readonly wheels?: WheelPythons | undefined;
}

/** A release that only its own build tells about, and whose build failed. */
export interface FailedRelease {
  readonly name: string;
  readonly version: string | null;
}

/** The release that uv's words say could not be built. */
export function failedRelease(words: string): FailedRelease | undefined {
  const [, name, version = null] =
    /Failed to (?:download and )?build `([\w.-]+)(?:==([^`\s]+))?/.exec(words) ?? [];
  return name === undefined ? undefined : { name, version };
}

/** uv's message about missing packages, as a diagnostic at the user's lines. */
export function pythonFailure(blamable: Blamable, words: string): Diagnostic {
  const { spec, pyproject, lines = [] } = blamable;
  const how = unreachableBy(words);
  const written = [...lines, ...writtenRequirements(spec, pyproject)];
  const mentioned = written.filter(({ name }) => mentions(words, name));
  const [blamed = written[0], ...others] = mentioned;
  const span: Span | undefined = blamed?.span ?? spec.project?.span;
  if (how !== undefined) {
    const server = isOfGit(words) ? 'the repository' : 'the index';
    const asked = { doing: 'uv cannot look up the packages', server };
    return unreachable(how, { ...asked, words: oneLine(words), span });
  }
  const archive = REFUSED_ARCHIVE.exec(words)?.[1];
  if (archive !== undefined) return archiveTooLarge(archive, span);
  const built = builtInVain(blamable, words);
  if (built !== undefined) return { ...built, ...(span && { span }) };
  const related = others
    .filter(({ name }) => name !== blamed?.name)
    .slice(0, SHOWN)
    .map((each) => ({ message: `${each.name} is required here`, span: each.span }));
  return {
    code: 'python-resolution',
    severity: 'error',
    message: oneLine(words),
    ...(span && { span }),
    ...(related.length > 0 && { related }),
    help: remedy(words, spec.runtime),
  };
}

/** steps/context_archives.py: the path of an archive of the context, which has too many files or bytes. */
const REFUSED_ARCHIVE =
  /^(.+) is refused: (?:it unpacks to more|it has more|it has a header of|its directory has more)/;

/** Further lines of the message. */
const SHOWN = 4;

/** A package that had to be built only to learn what it requires, if the cause of the failure is known. */
function builtInVain(
  { spec: { runtime }, python = '', wheels }: Blamable,
  words: string,
): Diagnostic | undefined {
  const release = failedRelease(words);
  if (release === undefined) return undefined;
  const { name, version } = release;
  const { family = 'debian', image = '' } = runtime;
  const isElsewhere = wheels !== undefined && wheels.pythons.length > 0;
  const own =
    explainLog(words, { name, version, python, family, image, isOwn: false }) ??
    (isElsewhere
      ? {
          told: decisiveLines(words).replace(/^cause: /, ''),
          help: 'Choose a version that has a wheel for it.',
        }
      : undefined);
  if (own === undefined) return undefined;
  const cause = withOtherPythons(own, wheels, python, family);
  const minor = python.split('.').slice(0, 2).join('.');
  return {
    code: 'compile-failed',
    severity: 'error',
    message: `${name}${version === null ? '' : ` ${version}`} has no wheel for Python ${minor} on this platform, and cannot be built: ${cause.told}`,
    help: cause.help,
  };
}

function remedy(
  words: string,
  { name: runtime, family = 'debian' }: Blamable['spec']['runtime'],
): Help {
  if (/\b(?:401 Unauthorized|403 Forbidden)\b/.test(words)) {
    return /\bhttp:/.test(words)
      ? continued(
          'Give the user and password of the index in the secret pip.conf or uv.toml.',
          NETRC_OVER_HTTP,
        )
      : 'Give the user and password of the index in the secret netrc, pip.conf or uv.toml.';
  }
  if (/no wheels? with a matching platform tag/.test(words)) {
    if (/following platforms?: .*linux/.test(words)) {
      return 'Choose a version that has a wheel for this platform or a source distribution, or leave it out with a marker such as `; platform_machine == "x86_64"`.';
    }
    return 'Leave it out, for it has no files for Linux, or give its line a marker such as `; sys_platform == "win32"`.';
  }
  if (/no wheels? with a matching Python (?:ABI|version|implementation) tag/.test(words)) {
    const other = runtimeWith(pythonsOfHint(words) ?? [], family);
    const instead =
      other === undefined
        ? '`runtime` to one that it has wheels for'
        : `\`runtime: ${other.name}\``;
    return `Choose a version that has a wheel for the Python of ${runtime}, or set ${instead}.`;
  }
  const [, unknown] = /\b(\S+) was not found in the package registry/.exec(words) ?? [];
  if (unknown !== undefined) {
    return `Correct the name ${unknown}, or name the index that has it under \`index\`.`;
  }
  if (words.includes('Git executable not found')) {
    return 'Pin it with a lock, such as that of `uv lock`, and the builder fetches the repository; or add git to `dependencies.build`.';
  }
  if (isOfGit(words)) {
    return 'Make sure that the repository and the commit exist; a private repository needs the secret GIT_AUTH_TOKEN, and a lock that names the commit.';
  }
  if (words.includes("Couldn't parse requirement")) {
    return 'Write a name and, if needed, versions and a marker: `name>=1.0; python_version < "3.13"`.';
  }
  if (CONTRADICTION.test(words) && !MISSING.test(words)) {
    return 'Change one of the requirements, so that a version exists that all of them accept.';
  }
  return `Make sure that the version exists and supports the Python of ${runtime}.`;
}

function isOfGit(words: string): boolean {
  return words.includes('Git operation failed');
}

/** Words about a requirement that one package has of another. */
const CONTRADICTION = /\bdepends? on (?!Python\b)/;

const MISSING = /was not found in the package registry|there (?:is|are) no versions? of/;

function mentions(words: string, name: string): boolean {
  return Array.from(words.matchAll(/[A-Za-z0-9][\w.-]*/g)).some(
    ([word]) => normalizeName(word.replace(/[._-]+$/, '')) === name,
  );
}

/** uv writes a chain of causes, each on lines of its own, and hints. */
function oneLine(words: string): string {
  return (
    words
      .replace(/^error: /, '')
      // Our own files, which the user does not know.
      .replaceAll(/`?\/tmp\/[^\s`]*requirements\.in`?(?: at position \d+)?/g, 'the requirements')
      // Git's own words follow; the path is in the builder.
      .replaceAll(/\n\s*cause: (?:failed to clone into|process didn't exit successfully): .*/g, '')
      .replaceAll(/\s*\n\s*--- stderr\s*/g, ': ')
      .replaceAll(/\s*\n\s*cause: /g, ': ')
      .replaceAll(/\s*\n\s*hint: ([^\n]*)/g, ' ($1)')
      .replaceAll(/\s*\n\s*/g, ' ')
      .trim()
  );
}
