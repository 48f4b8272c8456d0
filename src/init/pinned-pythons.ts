import { compareVersions, parseVersion } from '../python/version.ts';
import type { Span } from '../diagnostics/span.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseRequirement } from '../python/requirement.ts';
import { ParseError } from '../diagnostics/parse-error.ts';
import { ownValue } from '../paths/own-value.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { normalizeName } from '../python/name.ts';
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
    pinsOf(tree, directory).flatMap(({ name, version, file }): PythonLimit[] => {
      const limit = limitOf(name, version);
      if (limit === undefined) return [];
      const { minor, uses } = limit;
      const release = `${name} ${version} of ${file}`;
      const because =
        uses === undefined
          ? `${release} is for Python 3.${minor} at most`
          : `${release} uses ${uses}`;
      return [{ minor, because, span: spanOfName(tree, file, name) }];
    }),
  );
  return lowestLimit(limits);
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

interface Limit {
  readonly minor: number;
  /** A thing that the release uses and newer Pythons lack; absent: it has no wheel for them. */
  readonly uses?: string;
}

/** The newest Python that a release is for; undefined if nothing is known that limits it. */
function limitOf(name: string, text: string): Limit | undefined {
  const row = ownValue(pythonLimits, name)?.find(({ below }) => isBelow(text, below));
  const wheel = ownValue(firstWheels, name)?.findIndex((first) => isBelow(text, first)) ?? -1;
  const minor = wheel === -1 ? undefined : WITHOUT_WHEEL + wheel;
  if (row !== undefined && row.minor <= (minor ?? row.minor)) {
    return { minor: row.minor, uses: row.because };
  }
  return minor === undefined ? undefined : { minor };
}

/** The newest Python of releases before the first row. */
const WITHOUT_WHEEL = 9;

/** Whether a version is an earlier one than a limit; a text that is no version is not. */
export function isBelow(text: string, limit = '0'): boolean {
  const [version, bound] = [parseVersion(text), parseVersion(limit)];
  return version !== undefined && bound !== undefined && compareVersions(version, bound) < 0;
}

export interface Pin {
  readonly name: string;
  readonly version: string;
  readonly file: string;
}

/** Locks that name a package and its version in two lines. */
const LOCKS = ['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml'];

/** The releases that the lock of a directory pins, else those of its requirements. */
export function pinsOf(tree: ProjectTree, directory: string): readonly Pin[] {
  const pins = (name: string, pattern: RegExp): Pin[] => {
    const file = joinPath(directory, name);
    const found = [...(tree.texts.get(file) ?? '').matchAll(pattern)].map((match) => ({
      name: normalizeName(match[1] ?? ''),
      version: match[2] ?? '',
      file,
    }));
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
      const pin = pinned(text);
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

function pinned(text: string): Omit<Pin, 'file'> | undefined {
  try {
    const { name, specifiers, markerText } = parseRequirement(
      text.replace(/\s+--hash[= ].*$/s, ''),
    );
    const [only, ...others] = specifiers;
    const isPin = only?.operator === '==' && !only.wildcard && others.length === 0;
    return isPin && markerText === undefined ? { name, version: only.text } : undefined;
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
