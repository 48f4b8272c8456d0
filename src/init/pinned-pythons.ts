import { compareVersions, parseVersion } from '../python/version.ts';
import { parseRequirement } from '../python/requirement.ts';
import { ParseError } from '../diagnostics/parse-error.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { normalizeName } from '../python/name.ts';
import { pipfileRequirements, requirementLines, requirementsFiles, tomlOf } from './declared.ts';
import type { ProjectTree } from './tree.ts';

/**
 * The newest Python that a pinned release runs on: up to it the release has wheels, or uses what a later Python removed.
 * Rows are in the order of versions; the first whose version is above the pinned one holds.
 */
const ROWS: Readonly<Record<string, readonly (readonly [below: string, minor: number])[]>> = {
  // Before 3.10: the names of collections.abc in collections. Before 3.12: distutils. Before 3.13: cgi.
  django: [
    ['3.0', 9],
    ['4.0', 11],
    ['4.2', 12],
  ],
  jinja2: [['2.11', 9]],
  markupsafe: [['1.1', 9]],
  werkzeug: [['1.0', 9]],
  'flask-restplus': [['99', 9]],
  // Wheels.
  aiohttp: [
    ['3.8', 9],
    ['3.8.2', 10],
    ['3.9', 11],
    ['3.10.6', 12],
  ],
  asyncpg: [
    ['0.25', 9],
    ['0.27', 10],
    ['0.29', 11],
    ['0.30', 12],
  ],
  cffi: [
    ['1.15', 9],
    ['1.15.1', 10],
    ['1.16', 11],
    ['1.17', 12],
  ],
  greenlet: [
    ['1.1.2', 9],
    ['2.0', 10],
    ['3.0', 11],
    ['3.1', 12],
  ],
  lxml: [
    ['4.6.4', 9],
    ['4.9.2', 10],
    ['4.9.3', 11],
    ['5.3', 12],
  ],
  matplotlib: [
    ['3.5', 9],
    ['3.6', 10],
    ['3.8', 11],
    ['3.9.2', 12],
  ],
  numpy: [
    ['1.21.3', 9],
    ['1.23.2', 10],
    ['1.26', 11],
    ['2.1', 12],
  ],
  pandas: [
    ['1.3.3', 9],
    ['1.5.1', 10],
    ['2.1.1', 11],
    ['2.2.3', 12],
  ],
  pillow: [
    ['8.4', 9],
    ['9.3', 10],
    ['10.1', 11],
    ['11.0', 12],
  ],
  'psycopg2-binary': [
    ['2.9.1', 9],
    ['2.9.5', 10],
    ['2.9.9', 11],
    ['2.9.10', 12],
  ],
  // Its C code uses what Python 3.13 made private.
  psycopg2: [['2.9.10', 12]],
  pyyaml: [
    ['6.0', 9],
    ['6.0.1', 11],
    ['6.0.2', 12],
  ],
  'scikit-learn': [
    ['1.0.1', 9],
    ['1.1.3', 10],
    ['1.3.1', 11],
    ['1.5.2', 12],
  ],
  scipy: [
    ['1.7.2', 9],
    ['1.9.2', 10],
    ['1.11.2', 11],
    ['1.14.1', 12],
  ],
  spacy: [
    ['3.4.3', 10],
    ['3.7', 11],
    ['3.8.7', 12],
  ],
  torch: [
    ['1.11', 9],
    ['2.0', 10],
    ['2.2', 11],
    ['2.5', 12],
  ],
  tensorflow: [
    ['2.8', 9],
    ['2.12', 10],
    ['2.16', 11],
    ['2.20', 12],
  ],
  // Its C code knows each Python's frames.
  uwsgi: [
    ['2.0.21', 10],
    ['2.0.22', 11],
    ['2.0.28', 12],
  ],
};

/** A pinned release that is too old for the newer Pythons. */
export interface PinnedPython {
  /** `numpy 1.23.1` */
  readonly release: string;
  /** The file that pins it. */
  readonly file: string;
  /** The newest minor version of Python 3 that it is for. */
  readonly minor: number;
}

/** The pinned release of some directories that limits Python most; undefined if none does. */
export function pinnedPython(
  tree: ProjectTree,
  directories: readonly string[],
): PinnedPython | undefined {
  const limits = directories.flatMap((directory) =>
    pinsOf(tree, directory).flatMap(({ name, version, file }): PinnedPython[] => {
      const minor = newestMinor(name, version);
      return minor === undefined ? [] : [{ release: `${name} ${version}`, file, minor }];
    }),
  );
  return limits.toSorted((left, right) => left.minor - right.minor)[0];
}

function newestMinor(name: string, text: string): number | undefined {
  const version = parseVersion(text);
  const rows = Object.hasOwn(ROWS, name) ? ROWS[name] : undefined;
  if (version === undefined || rows === undefined) return undefined;
  const row = rows.find(([below]) => {
    const bound = parseVersion(below);
    return bound !== undefined && compareVersions(version, bound) < 0;
  });
  return row?.[1];
}

interface Pin {
  readonly name: string;
  readonly version: string;
  readonly file: string;
}

/** Locks that name a package and its version in two lines. */
const LOCKS = ['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml'];

/** The releases that the lock of a directory pins, else those of its requirements. */
function pinsOf(tree: ProjectTree, directory: string): readonly Pin[] {
  const pins = (name: string, pattern: RegExp): Pin[] => {
    const file = joinPath(directory, name);
    const found = [...(tree.texts.get(file) ?? '').matchAll(pattern)].map((match) => ({
      name: normalizeName(match[1] ?? ''),
      version: match[2] ?? '',
      file,
    }));
    // Of several versions of one package the image has one; which one, only the whole lock tells.
    return found.filter((pin) => found.every((each) => each === pin || each.name !== pin.name));
  };
  const locked = [
    ...LOCKS.flatMap((name) => pins(name, /^name = "([^"]+)"\r?\nversion = "([^"]+)"/gm)),
    ...pins('Pipfile.lock', /^ {8}"([\w.-]+)": \{[^{}]*?"version": "==([^"]+)"/gm),
  ];
  if (locked.length > 0) return locked;
  const written = requirementsFiles(tree, directory).flatMap((file) =>
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
