import type { Checked, Document } from '../spec/checked.ts';
import { normalizeName } from '../python/name.ts';
import { spanOf } from '../spec/yaml/node.ts';
import type { YamlScalar } from '../spec/yaml/node.ts';
import { field, mappingField, scalarsField, scalarsOf } from '../spec/lower/fields.ts';
import type { Finding, Rule } from './rule.ts';

export const duplicatePackage: Rule = {
  meta: {
    code: 'duplicate-package',
    severity: 'warning',
    summary:
      'A package is named twice: one of the two is superfluous, or should be another package.',
  },
  check({ image }) {
    const dependencies = mappingField(image, 'dependencies');
    const run = dependencies ? scalarsField(dependencies, 'run') : olderList(image);
    const build = dependencies ? scalarsField(dependencies, 'build') : [];
    return [
      ...repeated([...run], systemName),
      ...repeated([...build], systemName),
      ...inBoth(run, build),
      ...repeated(scalarsField(image, 'packages'), projectName),
    ];
  },
};

function olderList(image: Checked<Document>): readonly YamlScalar[] {
  const node = field(image, 'dependencies');
  if (node?.kind !== 'sequence') return [];
  return node.items.flatMap((item) =>
    item.kind === 'mapping' ? item.entries.map(({ key }) => key) : scalarsOf(item),
  );
}

function systemName(text: string): string {
  return text.replace(/[=~<>][^]*$/, '');
}

function projectName(text: string): string {
  return normalizeName(/^[\w.-]*/.exec(text.trim())?.[0] ?? text);
}

function repeated(
  nodes: readonly YamlScalar[],
  nameOf: (text: string) => string,
): readonly Finding[] {
  const seen = new Map<string, YamlScalar>();
  return nodes.flatMap((node) => {
    const name = nameOf(node.text);
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, node);
      return [];
    }
    return [told(node, `"${name}" is named twice`, first)];
  });
}

function inBoth(run: readonly YamlScalar[], build: readonly YamlScalar[]): readonly Finding[] {
  return build.flatMap((node) => {
    const first = run.find(({ text }) => systemName(text) === systemName(node.text));
    if (first === undefined) return [];
    return [
      told(node, `"${node.text}" is a run package, which is already there for compiling`, first),
    ];
  });
}

function told(node: YamlScalar, message: string, first: YamlScalar): Finding {
  return {
    message,
    span: spanOf(node),
    related: [{ message: 'first named here', span: spanOf(first) }],
    help: 'Remove one of them.',
  };
}
