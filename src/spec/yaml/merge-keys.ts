import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { spanOf } from './node.ts';
import type { YamlEntry, YamlMapping, YamlNode } from './node.ts';

export const mergeKey = '<<';

/**
 * The entries of a mapping with its merge keys (`<<: *base`, `<<: [*first, *second]`) replaced by
 * what they bring: a key of the mapping itself wins, then the first mapping that has it
 * (yaml.org/type/merge, which YAML 1.2 tools kept).
 */
export function withMerges(
  written: readonly YamlEntry[],
  report: (diagnostic: Diagnostic) => void,
): readonly YamlEntry[] {
  if (!written.some(isMerge)) return written;
  const merged = new Map<string, YamlEntry>();
  for (const entry of written) {
    if (!isMerge(entry)) merged.set(entry.key.text, entry);
  }
  for (const entry of written.filter(isMerge)) {
    for (const mapping of mergedMappings(entry.value, report)) {
      for (const inherited of mapping.entries) {
        if (!merged.has(inherited.key.text)) merged.set(inherited.key.text, inherited);
      }
    }
  }
  return [...merged.values()];
}

/** A quoted `"<<"` is a key like any other. */
function isMerge({ key }: YamlEntry): boolean {
  return key.text === mergeKey && key.end - key.start === mergeKey.length;
}

function mergedMappings(
  value: YamlNode,
  report: (diagnostic: Diagnostic) => void,
): readonly YamlMapping[] {
  if (value.kind === 'mapping') return [value];
  const candidates = value.kind === 'sequence' ? value.items : [value];
  return candidates.flatMap((candidate) => {
    if (candidate.kind === 'mapping') return [candidate];
    report({
      code: 'yaml-bad-merge',
      severity: 'error',
      message: '"<<" merges mappings, but this is not one',
      span: spanOf(candidate),
      help: 'Write `<<: *name`, or `<<: [*first, *second]`, with anchors of mappings.',
    });
    return [];
  });
}
