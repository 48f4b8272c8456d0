import type { Checked, Document } from './checked.ts';
import { errorAt } from '../diagnostics/error-at.ts';
import { mappingField } from './lower/fields.ts';
import type { Report } from './lower/fields.ts';
import { isNothing, mergeMappings } from './merge.ts';
import { fileKeyNames } from './schema/document.ts';
import { isTargetName } from './targets.ts';
import { entryOf, spanOf } from './yaml/node.ts';
import type { YamlMapping, YamlNode } from './yaml/node.ts';

/** Each is read as an image of its own. */
const mostServices = 200;

const serviceName = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/**
 * Every image of a document by its service's name: the file's own keys with the service's over them.
 *
 * @param written the same document with its keys that have no value: such a key of a service takes back the file's.
 */
export function services(
  root: Checked<Document>,
  written: Checked<Document>,
  report: Report,
): ReadonlyMap<string, Checked<Document>> {
  const below = imagePart(root);
  const asWritten = mappingField(written, 'services') ?? { ...written, entries: [] };
  const found = new Map<string, YamlMapping>();
  const entries = mappingField(root, 'services')?.entries ?? [];
  const beyond = entries[mostServices]?.key;
  if (beyond !== undefined) {
    const message = `a file has at most ${mostServices} services, and this one has ${entries.length}`;
    report(errorAt(spanOf(beyond), 'out-of-range', message));
  }
  for (const { key, value } of entries.slice(0, mostServices)) {
    if (isTargetName(key.text) || !serviceName.test(key.text)) {
      const reserved = isTargetName(key.text);
      report(
        errorAt(
          spanOf(key),
          reserved ? 'reserved-name' : 'invalid-name',
          reserved ? `"${key.text}" is a target already` : `"${key.text}" cannot name a service`,
          reserved ? 'Give the service another name.' : 'Use letters, digits, `-`, `_` and `.`.',
        ),
      );
    } else if (value.kind === 'mapping') {
      const own = entryOf(asWritten, key.text)?.value;
      const kept = own?.kind === 'mapping' ? withoutTakenBack(below, own) : below;
      found.set(key.text, overridden(kept, value));
    }
  }
  return found;
}

/** Services without the entries of their mappings that only take back one of the file's. */
export function withoutMarks(root: YamlMapping): YamlMapping {
  const below = imagePart(root);
  return changed(root, 'services', (all) =>
    all.kind === 'mapping'
      ? {
          ...all,
          entries: all.entries.map(({ key, value }) => ({
            key,
            value: value.kind === 'mapping' ? unmarked(value, below) : value,
          })),
        }
      : all,
  );
}

function unmarked(service: YamlMapping, below: YamlMapping): YamlMapping {
  const entries = service.entries.flatMap(({ key, value }): YamlMapping['entries'] => {
    const inherited = entryOf(below, key.text)?.value;
    if (inherited !== undefined && isNothing(value)) return [];
    if (inherited?.kind !== 'mapping' || value.kind !== 'mapping') return [{ key, value }];
    return [{ key, value: unmarked(value, inherited) }];
  });
  return { ...service, entries };
}

/** The entries of a mapping that remain when another resets keys. */
function withoutTakenBack(below: YamlMapping, above: YamlMapping): YamlMapping {
  const entries = below.entries.flatMap(({ key, value }): YamlMapping['entries'] => {
    const own = entryOf(above, key.text)?.value;
    if (own !== undefined && isNothing(own)) return [];
    if (own?.kind !== 'mapping' || value.kind !== 'mapping') return [{ key, value }];
    return [{ key, value: withoutTakenBack(value, own) }];
  });
  return { ...below, entries };
}

function changed(
  mapping: YamlMapping,
  name: string,
  change: (value: YamlNode) => YamlNode,
): YamlMapping {
  const entries = mapping.entries.map(({ key, value }) => ({
    key,
    value: key.text === name ? change(value) : value,
  }));
  return { ...mapping, entries };
}

/** The document's own image. */
export function imagePart(root: YamlMapping): YamlMapping {
  return { ...root, entries: root.entries.filter(({ key }) => !fileKeyNames.has(key.text)) };
}

/** A service that says what it is made of takes nothing of another kind from the file. */
function overridden(below: YamlMapping, service: YamlMapping): YamlMapping {
  const replaced = new Set<string>();
  if (entryOf(service, 'release')) for (const key of ['project', 'source']) replaced.add(key);
  if (entryOf(service, 'project') ?? entryOf(service, 'source')) replaced.add('release');
  const entries = below.entries.filter(({ key }) => !replaced.has(key.text));
  // A service's mistakes are looked for in the file as a whole: its places are the file's.
  return {
    ...mergeMappings({ ...below, entries }, service),
    source: below.source,
    start: 0,
    end: 0,
  };
}
