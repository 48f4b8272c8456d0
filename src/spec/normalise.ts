import { errorAt } from '../diagnostics/error-at.ts';
import type { Report } from './lower/fields.ts';
import { isNothing } from './merge.ts';
import { mappingKeys } from './schema/document.ts';
import { entryOf, spanOf } from './yaml/node.ts';
import type { YamlEntry, YamlMapping, YamlNode } from './yaml/node.ts';

/**
 * A document in one form: without its `x-` keys, `env` and `envs` one key, services without a
 * value empty ones.
 */
export function normalise(root: YamlMapping, report: Report): YamlMapping {
  const plain = imageMapping(root, report);
  return mapValues(plain, (key, value) => {
    if (key !== 'services' || value.kind !== 'mapping') return value;
    return mapValues(value, (_, service) => {
      if (service.kind === 'mapping') return imageMapping(service, report);
      return isNothing(service)
        ? { ...value, start: service.start, end: service.end, entries: [] }
        : service;
    });
  });
}

/** A merged document without the keys that have no value. */
export function withoutNothings(root: YamlMapping): YamlMapping {
  const own = { ...root, entries: root.entries.filter(({ value }) => !isNothing(value)) };
  return mapValues(own, (key, value) => {
    if (value.kind !== 'mapping') return value;
    if (mappingKeys.has(key)) return withoutNothings(value);
    if (key === 'services') {
      return mapValues(value, (_, service) =>
        service.kind === 'mapping' ? withoutNothings(service) : service,
      );
    }
    return value;
  });
}

function imageMapping(mapping: YamlMapping, report: Report): YamlMapping {
  const kept = mapping.entries.filter(({ key }) => !key.text.startsWith('x-'));
  const one = withEnvs({ ...mapping, entries: kept }, report);
  return mapValues(one, (key, value) => {
    if (key === 'compile' && value.kind === 'mapping') {
      return mapValues(value, (_, settings) => withEnvsOf(settings, report));
    }
    if (key === 'steps' && value.kind === 'sequence') {
      return { ...value, items: value.items.map((step) => withEnvsOf(step, report)) };
    }
    return value;
  });
}

function withEnvsOf(node: YamlNode, report: Report): YamlNode {
  return node.kind === 'mapping' ? withEnvs(node, report) : node;
}

/** Documentation of Grocker 8 said `env`, its code read `envs`: both are taken. */
function withEnvs(mapping: YamlMapping, report: Report): YamlMapping {
  const env = entryOf(mapping, 'env');
  const envs = entryOf(mapping, 'envs');
  if (env === undefined) return mapping;
  const others = mapping.entries.filter((entry) => entry !== env && entry !== envs);
  const name = { ...env.key, text: 'envs' };
  if (envs === undefined || env.value.kind !== 'mapping' || envs.value.kind !== 'mapping') {
    const rest = envs === undefined ? [] : [envs];
    // A value of the wrong kind stays under its own name, so that it is reported there.
    const own = envs === undefined ? { key: name, value: env.value } : env;
    return { ...mapping, entries: [...others, ...rest, own] };
  }
  const entries = [...envs.value.entries];
  for (const entry of env.value.entries) {
    const first = entryOf(envs.value, entry.key.text);
    if (first === undefined) entries.push(entry);
    else {
      report({
        ...errorAt(
          spanOf(entry.key),
          'duplicate-key',
          `"${entry.key.text}" is given twice: \`env\` and \`envs\` are the same key`,
        ),
        related: [{ message: 'first given here', span: spanOf(first.key) }],
      });
    }
  }
  return { ...mapping, entries: [...others, { key: envs.key, value: { ...envs.value, entries } }] };
}

function mapValues(
  mapping: YamlMapping,
  change: (key: string, value: YamlNode) => YamlNode,
): YamlMapping {
  const entries = mapping.entries.map(({ key, value }): YamlEntry => ({
    key,
    value: change(key.text, value),
  }));
  return { ...mapping, entries };
}
