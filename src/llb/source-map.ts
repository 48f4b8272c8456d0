import type { Definition } from './definition.ts';
import type { SourceLocation, SourceRange } from './source-location.ts';
import type * as wire from './wire/messages.ts';

/** A file that people wrote. */
export interface SourceFile {
  readonly filename: string;
  /** By its name in Linguist, "YAML". */
  readonly language?: string;
  readonly data: Uint8Array;
  /** The vertices that the file itself came from. */
  readonly definition?: Definition;
}

/** Ranges of a file that is at hand. */
export interface FileLocation {
  readonly file: SourceFile;
  readonly ranges: readonly SourceRange[];
}

/** Collects the locations of the vertices of one definition; files that none refers to are left out. */
export class SourceMap {
  readonly #files: SourceFile[] = [];
  readonly #locations = new Map<string, readonly wire.Location[]>();

  /** Locations of one digest add up, for two vertices can have the same bytes. */
  add(digest: string, locations: readonly FileLocation[]): void {
    const added = locations.map(({ file, ranges }) => ({ sourceIndex: this.#index(file), ranges }));
    this.#locations.set(digest, [...(this.#locations.get(digest) ?? []), ...added]);
  }

  source(): wire.Source {
    const locations = [...this.#locations].map(([digest, list]): [string, wire.Locations] => [
      digest,
      { locations: list },
    ]);
    return { locations: Object.fromEntries(locations), infos: this.#files };
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

function areEqual(a: SourceFile, b: SourceFile): boolean {
  return (
    a.filename === b.filename &&
    (a.language ?? '') === (b.language ?? '') &&
    a.data.length === b.data.length &&
    a.data.every((byte, at) => byte === b.data[at])
  );
}
