import type { Definition } from './definition.ts';
import type { SourceLocation, SourceRange } from './source-location.ts';
import type * as wire from './wire/messages.ts';

/** A file that people wrote. */
export interface SourceFile {
  readonly filename: string;
  /** By its name in Linguist, "YAML". */
  readonly language?: string;
  /** All of it, or as much as is needed to quote ranges. */
  readonly data: Uint8Array | ((ranges: readonly SourceRange[]) => Uint8Array);
  /** The vertices that the file itself came from. */
  readonly definition?: Definition;
}

/** Ranges of a file that is at hand. */
export interface FileLocation {
  readonly file: SourceFile;
  readonly ranges: readonly SourceRange[];
}

/** Ranges of the file at a position of the list. */
interface IndexedLocation {
  readonly sourceIndex: number;
  readonly ranges: readonly SourceRange[];
}

/** Collects the locations of the vertices of one definition; files that none refers to are left out. */
export class SourceMap {
  readonly #files: SourceFile[] = [];
  readonly #locations = new Map<string, readonly IndexedLocation[]>();

  /** Locations of one digest add up, for two vertices can have the same bytes; each counts once. */
  add(digest: string, locations: readonly FileLocation[]): void {
    const known = this.#locations.get(digest) ?? [];
    const added = locations
      .map(({ file, ranges }) => ({ sourceIndex: this.#index(file), ranges }))
      .filter((location) => !known.some((each) => areEqualLocations(each, location)));
    this.#locations.set(digest, [...known, ...added]);
  }

  source(): wire.Source {
    const locations = [...this.#locations].map(([digest, list]): [string, wire.Locations] => [
      digest,
      { locations: list },
    ]);
    const infos = this.#files.map((file, at) => ({ ...file, data: this.#data(file, at) }));
    return { locations: Object.fromEntries(locations), infos };
  }

  #data({ data }: SourceFile, at: number): Uint8Array {
    if (typeof data !== 'function') return data;
    const all = [...this.#locations.values()].flat();
    return data(all.flatMap(({ sourceIndex, ranges }) => (sourceIndex === at ? ranges : [])));
  }

  #index(file: SourceFile): number {
    const at = this.#files.findIndex((known) => known === file || areEqual(known, file));
    return at === -1 ? this.#files.push(file) - 1 : at;
  }
}

/** The files that locations name; those whose file is not at hand are dropped. */
export function located(
  locations: readonly SourceLocation[],
  files: readonly SourceFile[],
): readonly FileLocation[] {
  return locations.flatMap(({ filename, ranges }) => {
    const file = files.find((candidate) => candidate.filename === filename);
    return file === undefined ? [] : [{ file, ranges }];
  });
}

function areEqualLocations(a: IndexedLocation, b: IndexedLocation): boolean {
  return a.sourceIndex === b.sourceIndex && JSON.stringify(a.ranges) === JSON.stringify(b.ranges);
}

function areEqual(a: SourceFile, b: SourceFile): boolean {
  return (
    a.filename === b.filename &&
    (a.language ?? '') === (b.language ?? '') &&
    areEqualBytes(a.data, b.data)
  );
}

function areEqualBytes(a: SourceFile['data'], b: SourceFile['data']): boolean {
  if (typeof a === 'function' || typeof b === 'function') return a === b;
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
