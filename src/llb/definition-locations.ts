import { fromWire, type Definition } from './definition.ts';
import type { SourcePosition, SourceRange } from './source-location.ts';
import type { FileLocation, SourceFile } from './source-map.ts';
import type * as wire from './wire/messages.ts';

/** The locations that a definition holds, by digest. */
export function definitionLocations({
  source = {},
}: Definition): ReadonlyMap<string, readonly FileLocation[]> {
  const files = (source.infos ?? []).map(fileOf);
  const entries = Object.entries(source.locations ?? {}).map(
    ([digest, { locations = [] }]): [string, FileLocation[]] => [
      digest,
      locations.flatMap(({ sourceIndex = 0, ranges = [] }) => {
        const file = files[sourceIndex];
        return file === undefined ? [] : [{ file, ranges: ranges.map(rangeOf) }];
      }),
    ],
  );
  return new Map(entries);
}

function fileOf({ filename = '', language, data, definition }: wire.SourceInfo): SourceFile {
  return {
    filename,
    data: data ?? new Uint8Array(),
    ...(language !== undefined && { language }),
    ...(definition && { definition: fromWire(definition) }),
  };
}

function rangeOf({ start = {}, end = {} }: wire.Range): SourceRange {
  return { start: positionOf(start), end: positionOf(end) };
}

function positionOf({ line = 0, character = 0 }: wire.Position): SourcePosition {
  return { line, character };
}
