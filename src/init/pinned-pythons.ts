import type { Span } from '../diagnostics/span.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseRequirement } from '../python/requirement.ts';
import { ParseError } from '../diagnostics/parse-error.ts';
import { ownValue } from '../paths/own-value.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { isHeldBelow } from '../python/held-below.ts';
import { normalizeName } from '../python/name.ts';
import { parseSpecifier, type Specifier } from '../python/specifier.ts';
import { pipfileRequirements, requirementLines, requirementsFiles, tomlOf } from './declared.ts';
import { pythonLimits } from './python-limits.ts';
import type { ProjectTree } from './tree.ts';
import { firstWheels } from './wheel-limits.ts';

/** The newest Python that something old runs on, and its name. */
export interface PythonLimit {
  /** The newest minor version of Python 3 that it is for. */
  readonly minor: number;
  readonly because: string;
  /** The place of the pin. */
  readonly span?: Span;
}

/** The pinned release of some directories that limits Python most; undefined if none does. */
export function pinnedPython(
  tree: ProjectTree,
  directories: readonly string[],
): PythonLimit | undefined {
  const limits = directories.flatMap((directory) =>
    pinsOf(tree, directory).flatMap((pin): PythonLimit[] => {
      const { name, file } = pin;
      const limit = limitOf(pin, `${releaseOf(pin)} of ${file}`);
      return limit === undefined ? [] : [{ ...limit, span: spanOfName(tree, file, name) }];
    }),
  );
  return lowestLimit(limits);
}

/** The limit that requirements set which are added for an application. */
export function addedPython(
  added: readonly { readonly requirement: string; readonly because: string }[],
): PythonLimit | undefined {
  return lowestLimit(
    added.map(({ requirement, because }) => {
      const pin = releaseIn(requirement);
      return pin && limitOf(pin, `${releaseOf(pin)} (${because})`);
    }),
  );
}

/** The limit that admits the fewest Pythons, the first of several. */
export function lowestLimit(limits: readonly (PythonLimit | undefined)[]): PythonLimit | undefined {
  return limits
    .filter((each) => each !== undefined)
    .toSorted((left, right) => left.minor - right.minor)[0];
}

/** Where a file names a package at the beginning of a line; else the file's beginning. */
export function spanOfName({ texts }: ProjectTree, file: string, name: string): Span {
  const source = new SourceText(file, texts.get(file) ?? '');
  const written = name.replaceAll('-', '[-_.]+');
  const found = new RegExp(
    String.raw`^([ \t]*(?:name = )?["']?)(${written})(?![\w.-]*\w)`,
    'im',
  ).exec(source.text);
  if (found === null) return source.span(0, 0);
  const start = found.index + (found[1] ?? '').length;
  return source.span(start, start + (found[2] ?? '').length);
}

/** The newest Python that a release is for; undefined if nothing is known that limits it. */
function limitOf({ name, clause }: Release, release: string): PythonLimit | undefined {
  const row = ownValue(pythonLimits, name)?.find(({ below }) => isHeldBelow(clause, below));
  const wheel = ownValue(firstWheels, name)?.findIndex((first) => isHeldBelow(clause, first)) ?? -1;
  const minor = wheel === -1 ? undefined : WITHOUT_WHEEL + wheel;
  if (row !== undefined && row.minor <= (minor ?? row.minor)) {
    return { minor: row.minor, because: `${release} uses ${row.because}` };
  }
  return minor === undefined
    ? undefined
    : { minor, because: `${release} is for Python 3.${minor} at most` };
}

/** The newest Python of releases before the first row. */
const WITHOUT_WHEEL = 9;

/** A package, and the clause that keeps it at one release or below a version. */
interface Release {
  readonly name: string;
  readonly clause: Specifier;
}

/** One that a file names. */
export interface Pin extends Release {
  readonly file: string;
}

/** The version of a pin, if it is one alone. */
export function exactVersion({ clause }: Release): string | undefined {
  const isExact = clause.operator === '==' && !clause.wildcard;
  return isExact ? clause.text : undefined;
}

/** `flask 1.1.2`, `flask<2` */
export function releaseOf(release: Release): string {
  const { name, clause } = release;
  const version = exactVersion(release);
  return version === undefined ? name + clause.operator + clause.text : `${name} ${version}`;
}

/** Locks that name a package and its version in two lines. */
const LOCKS = ['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml'];

/** The releases that the lock of a directory pins, else those that its requirements pin or hold below a version. */
export function pinsOf(tree: ProjectTree, directory: string): readonly Pin[] {
  const pins = (name: string, pattern: RegExp): Pin[] => {
    const file = joinPath(directory, name);
    const found = [...(tree.texts.get(file) ?? '').matchAll(pattern)].flatMap((match) => {
      const clause = parseSpecifier(`==${match[2] ?? ''}`);
      return clause === undefined ? [] : [{ name: normalizeName(match[1] ?? ''), clause, file }];
    });
    // The image has one of several versions of a package; only the whole lock says which one.
    return found.filter((pin) => found.every((each) => each === pin || each.name !== pin.name));
  };
  const locked = [
    ...LOCKS.flatMap((name) => pins(name, /^name = "([^"]+)"\r?\nversion = "([^"]+)"/gm)),
    ...pins('Pipfile.lock', /^ {8}"([\w.-]+)": \{[^{}]*?"version": "==([^"]+)"/gm),
  ];
  if (locked.length > 0) return locked;
  const files = requirementsFiles(tree, directory);
  const read = files.length > 0 ? files : filesOfSetup(tree, directory);
  const written = read.flatMap((file) =>
    requirementLines(tree, file).map((text) => ({ text, file })),
  );
  const pipfile = joinPath(directory, 'Pipfile');
  const ofPipfile = pipfileRequirements(tomlOf(tree, pipfile));
  return [...written, ...ofPipfile.map((text) => ({ text, file: pipfile }))].flatMap(
    ({ text, file }) => {
      const pin = releaseIn(text);
      return pin === undefined ? [] : [{ ...pin, file }];
    },
  );
}

/** The files that a setup.py reads its requirements from. */
function filesOfSetup({ texts }: ProjectTree, directory: string): readonly string[] {
  const text = texts.get(joinPath(directory, 'setup.py')) ?? '';
  return [...text.matchAll(/["']([\w./-]+\.(?:txt|in))["']/g)]
    .map(([, name = '']) => joinPath(directory, name))
    .filter((path) => texts.has(path));
}

/** The clauses that keep a package below a version. */
const UPPER = ['<', '<=', '==', '===', '~='];

/** The release that a requirement keeps a package at, or below; undefined if it does neither, or not on every platform. */
export function releaseIn(text: string): Release | undefined {
  try {
    const { name, specifiers, markerText } = parseRequirement(
      text.replace(/\s+--hash[= ].*$/s, ''),
    );
    const clause = specifiers.find(({ operator }) => UPPER.includes(operator));
    return clause !== undefined && markerText === undefined ? { name, clause } : undefined;
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
