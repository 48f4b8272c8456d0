import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { Distribution, DistributionSource } from '../lock/model.ts';
import { mirroredUrl } from '../plan/mirrored-url.ts';
import type { Spec } from '../spec/spec.ts';
import { otherFileAt } from './locked-hashes.ts';

/** Finds the answer for a distribution that a lock pins: by its name or, if only building shows that, by its place. */
export function answersOf(spec: Spec, found: readonly Distribution[]) {
  // The first of a name counts.
  const byName = new Map(found.toReversed().map((each) => [each.name, each]));
  return (locked: Distribution): Distribution | undefined => {
    if (locked.isNameless !== true) return byName.get(locked.name);
    const place = placeOf(spec, locked.source);
    if (place === undefined) return undefined;
    return found.find(({ source }) => placeOf(spec, source) === place);
  };
}

function placeOf(spec: Spec, source: DistributionSource): string | undefined {
  if ('path' in source) return source.path;
  const { url } =
    source.kind === 'unlocated' ? (source.choice ?? {}) : { url: undefined, ...source };
  return url && mirroredUrl(spec, url);
}

/**
 * A distribution that a lock pins, with the file that was found for it.
 *
 * @throws DiagnosticError if the file of a url has none of the hashes of its lock.
 */
export function answered(locked: Distribution, found: Distribution): Distribution {
  const { isNameless: _, ...own } = { ...locked, name: found.name };
  if (locked.source.kind !== 'unlocated') return own;
  const { hashes, choice } = locked.source;
  const { source } = found;
  const isRemote = source.kind === 'wheel' || source.kind === 'sdist';
  if (isRemote && hashes.length > 0 && !hashes.includes(source.sha256)) {
    throw new DiagnosticError([otherFileAt(source.url, locked)]);
  }
  const subdirectory = choice?.subdirectory;
  return {
    ...own,
    version: locked.version ?? found.version,
    // Neither an index nor grocker.lock records the directory of a project in its file.
    source:
      source.kind === 'sdist' && subdirectory !== undefined ? { ...source, subdirectory } : source,
  };
}
