import { mappingEntries, mappingField, scalarField } from '../spec/lower/fields.ts';
import type { YamlScalar } from '../spec/yaml/node.ts';
import type { RuleContext } from './rule.ts';

/** The image of the chosen runtime, where the file names it itself. */
export function baseImageNode({ spec, image }: RuleContext): YamlScalar | undefined {
  const own = mappingEntries(mappingField(image, 'runtimes')).find(
    ({ key }) => key.text === spec.runtime.name,
  );
  return own && scalarField(own.value, 'image');
}

/** `name`, `tag` and whether a digest follows, of a reference as `docker pull` takes it. */
export function imageParts(reference: string): { readonly tag?: string; readonly pinned: boolean } {
  const [name = ''] = reference.split('@', 1);
  const tag = /:([^:/]+)$/.exec(name)?.[1];
  return { ...(tag === undefined ? {} : { tag }), pinned: reference.includes('@') };
}
