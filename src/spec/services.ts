import { errorAt } from '../diagnostics/error-at.ts';
import { mappingField } from './lower/fields.ts';
import type { Report } from './lower/fields.ts';
import { mergeMappings } from './merge.ts';
import { isStageTarget } from './targets.ts';
import { entryOf, spanOf } from './yaml/node.ts';
import type { YamlMapping } from './yaml/node.ts';

const serviceName = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/** Keys of the whole file, which are no part of an image. */
const documentKeys = new Set(['services', 'args', 'lint']);

/** Every image of a document by its service's name: the file's own keys with the service's over them. */
export function services(root: YamlMapping, report: Report): ReadonlyMap<string, YamlMapping> {
  const below = imagePart(root);
  const found = new Map<string, YamlMapping>();
  for (const { key, value } of mappingField(root, 'services')?.entries ?? []) {
    if (isStageTarget(key.text) || !serviceName.test(key.text)) {
      const reserved = isStageTarget(key.text);
      report(
        errorAt(
          spanOf(key),
          reserved ? 'reserved-name' : 'invalid-name',
          reserved ? `"${key.text}" is a target already` : `"${key.text}" cannot name a service`,
          reserved ? 'Give the service another name.' : 'Use letters, digits, `-`, `_` and `.`.',
        ),
      );
    } else if (value.kind === 'mapping') {
      found.set(key.text, overridden(below, value));
    }
  }
  return found;
}

/** The document's own image. */
export function imagePart(root: YamlMapping): YamlMapping {
  return { ...root, entries: root.entries.filter(({ key }) => !documentKeys.has(key.text)) };
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
