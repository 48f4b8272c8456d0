import type { Help } from '../../diagnostics/help.ts';
import type { Checked, KeyOf, MappingIn, ItemIn, ValueOf } from '../checked.ts';
import type { CodeOf } from '../../diagnostics/diagnostic-code.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { errorAt } from '../../diagnostics/error-at.ts';
import type { Located } from '../../diagnostics/span.ts';
import { isNothing } from '../merge.ts';
import { entryOf, partSpan, spanOf } from '../yaml/node.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from '../yaml/node.ts';

/** Collects the mistakes that readers of single keys find. */
export type Report = (diagnostic: Diagnostic) => void;

/** The value of a key, undefined if it has none. */
export function field<Shape>(mapping: Checked<Shape>, key: KeyOf<Shape>): YamlNode | undefined {
  const node = entryOf(mapping, key)?.value;
  return node === undefined || isNothing(node) ? undefined : node;
}

export function scalarField<Shape>(
  mapping: Checked<Shape>,
  key: KeyOf<Shape>,
): YamlScalar | undefined {
  const node = field(mapping, key);
  return node?.kind === 'scalar' ? node : undefined;
}

export function mappingField<Shape, Key extends KeyOf<Shape>>(
  mapping: Checked<Shape>,
  key: Key,
): Checked<MappingIn<ValueOf<Shape, Key>>> | undefined {
  const node = field(mapping, key);
  return node?.kind === 'mapping' ? node : undefined;
}

/** The texts of a list, or the one text in place of a list. */
export function scalarsField<Shape>(
  mapping: Checked<Shape>,
  key: KeyOf<Shape>,
): readonly YamlScalar[] {
  const node = field(mapping, key);
  if (node === undefined) return [];
  return scalarsOf(node);
}

export function scalarsOf(node: YamlNode): readonly YamlScalar[] {
  if (node.kind === 'sequence') return node.items.filter((item) => item.kind === 'scalar');
  return node.kind === 'scalar' && !isNothing(node) ? [node] : [];
}

/** Keys and texts of a mapping whose names the user chose. */
export function textEntries(
  mapping: YamlMapping | undefined,
): readonly { readonly key: YamlScalar; readonly value: YamlScalar }[] {
  return (mapping?.entries ?? []).flatMap(({ key, value }) =>
    value.kind === 'scalar' && !isNothing(value) ? [{ key, value }] : [],
  );
}

/** The mappings of a list. */
export function mappingItems<Shape, Key extends KeyOf<Shape>>(
  mapping: Checked<Shape>,
  key: Key,
): readonly Checked<MappingIn<ItemIn<ValueOf<Shape, Key>>>>[] {
  const node = field(mapping, key);
  if (node?.kind !== 'sequence') return [];
  return node.items.filter((item) => item.kind === 'mapping');
}

/** Keys and mappings of a mapping whose names the user chose; nothing counts as an empty mapping. */
export function mappingEntries<Value>(
  mapping: Checked<Readonly<Record<string, Value>>> | undefined,
): readonly { readonly key: YamlScalar; readonly value: Checked<MappingIn<Value>> }[] {
  return (mapping?.entries ?? []).flatMap(({ key, value }: YamlEntry) =>
    value.kind === 'mapping' ? [{ key, value }] : [],
  );
}

export function located(scalar: YamlScalar): Located<string> {
  return { value: scalar.text, span: spanOf(scalar) };
}

/** Each text once; a second one is dropped, and the lint rule `duplicate-package` reports it. */
export function distinct<T>(items: readonly T[], name: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = name(item);
    return !seen.has(key) && seen.add(key);
  });
}

/** An error about a scalar's text, or about the part of it from one offset to another. */
export function textError(
  scalar: YamlScalar,
  code: CodeOf<'error'>,
  message: string,
  more: { readonly help?: Help; readonly from?: number; readonly to?: number } = {},
): Diagnostic {
  const span =
    more.from === undefined
      ? spanOf(scalar)
      : partSpan(scalar, more.from, more.to ?? scalar.text.length);
  return errorAt(span, code, message, more.help);
}
