import type { Definition } from './definition.ts';
import type { SourceLocation } from './source-location.ts';
import type { Location, Source, SourceInfo } from './wire/messages.ts';

/** A file that people wrote. */
export interface SourceFile {
  readonly filename: string;
  /** By its name in Linguist, "YAML". */
  readonly language?: string;
  readonly data: Uint8Array;
  /** The vertices that the file itself came from. */
  readonly definition?: Definition;
}

/** Collects the locations of the vertices of one definition; files that none refers to are left out. */
export class SourceMap {
  readonly #files: readonly SourceFile[];
  readonly #used: SourceFile[] = [];
  readonly #locations = new Map<string, readonly Location[]>();

  constructor(files: readonly SourceFile[]) {
    this.#files = files;
  }

  /** Locations of one digest add up, for two vertices can have the same bytes. */
  add(digest: string, locations: readonly SourceLocation[]): void {
    const found = locations.flatMap(({ filename, ranges }) => {
      const sourceIndex = this.#index(filename);
      return sourceIndex === undefined ? [] : [{ sourceIndex, ranges }];
    });
    this.#locations.set(digest, [...(this.#locations.get(digest) ?? []), ...found]);
  }

  source(): Source {
    const locations = Object.fromEntries(
      [...this.#locations].map(([digest, list]) => [digest, { locations: list }]),
    );
    return { locations, infos: this.#used.map(info) };
  }

  #index(filename: string): number | undefined {
    const file = this.#files.find((candidate) => candidate.filename === filename);
    if (file === undefined) return undefined;
    const at = this.#used.indexOf(file);
    return at === -1 ? this.#used.push(file) - 1 : at;
  }
}

function info({ filename, data, definition, language }: SourceFile): SourceInfo {
  return { filename, data, definition, language };
}
