import { CORE_SCHEMA, mergeTag, present } from 'js-yaml';
import type { Node } from 'js-yaml';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import { isNothing, mergeMappings } from '../../spec/merge.ts';
import { normalise } from '../../spec/normalise.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../spec/yaml/node.ts';
import { readYaml } from '../../spec/yaml/read-yaml.ts';

const BLOCK = 1;
const PLAIN = 1;
/** Readers of the text would take a plain `<<` for a merge key. */
const SCHEMA = CORE_SCHEMA.withTags(mergeTag);

/**
 * Several definitions as one, each laid over those before it; every node still knows the file that
 * it comes from.
 *
 * @throws DiagnosticError with what cannot be read.
 */
export function mergedDefinition(sources: readonly SourceText[]): YamlMapping | undefined {
  const problems: Diagnostic[] = [];
  const roots = sources.flatMap((source) => {
    const { root, diagnostics } = readYaml(source);
    problems.push(...diagnostics);
    return root === undefined ? [] : [normalise(root, (diagnostic) => problems.push(diagnostic))];
  });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new DiagnosticError(errors);
  const [first, ...others] = roots;
  if (first === undefined) return undefined;
  const merged = others.reduce(mergeMappings, first);
  // A key without a value has nothing left to take back, except in a service, below which the file's own keys are.
  return { ...merged, entries: merged.entries.filter(({ value }) => !isNothing(value)) };
}

/** A definition as the text of a file; scalars keep their spelling, `1.10` stays `1.10`. */
export function definitionText(root: YamlMapping | undefined): string {
  if (root === undefined || root.entries.length === 0) return '';
  return present([{ contents: presented(root), directives: [] }], { schema: SCHEMA });
}

function presented(node: YamlNode): Node {
  const common = { tagged: false } as const;
  switch (node.kind) {
    case 'scalar':
      return { ...common, kind: 'scalar', tag: tagOf(node), style: PLAIN, value: node.text };
    case 'sequence': {
      const items = node.items.map(presented);
      return { ...common, kind: 'sequence', tag: 'tag:yaml.org,2002:seq', style: BLOCK, items };
    }
    case 'mapping': {
      const items = node.entries.map(({ key, value }) => ({
        key: presented(key),
        value: presented(value),
      }));
      return { ...common, kind: 'mapping', tag: 'tag:yaml.org,2002:map', style: BLOCK, items };
    }
  }
}

/** YAML 1.2 core schema, section 10.3. */
function tagOf({ value, text }: YamlScalar): string {
  if (typeof value === 'string') return 'tag:yaml.org,2002:str';
  if (typeof value === 'boolean') return 'tag:yaml.org,2002:bool';
  if (value === null) return 'tag:yaml.org,2002:null';
  const isInteger = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/.test(text);
  return isInteger ? 'tag:yaml.org,2002:int' : 'tag:yaml.org,2002:float';
}
