import { CORE_SCHEMA, dump } from 'js-yaml';
import { catalogue } from './catalogue.ts';
import { jsonSchema } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import { keySections } from './schema/document.ts';

/** docs/grocker-yml.md: each key with what it takes, its default and examples. */
export function referencePage(): string {
  const properties = jsonSchema().properties ?? {};
  const parts = [
    '# grocker.yml',
    'The first line is `# syntax=org/grocker-frontend`: buildx takes no empty file. Every key is optional: next to a pyproject.toml with a uv.lock, that line builds the project, and the container runs the console script `grocker-runner`, unless `entrypoint_name` names another. A key that is not listed here is an error; one that begins with `x-` is yours, in the file and in each service. A key without a value counts as absent.',
    'Editors check and complete the file with `# yaml-language-server: $schema=grocker.schema.json`; `grocker schema` prints that schema. Paths are relative to the build context and stay within it. Numbers and booleans are accepted as texts, exactly as they are written: `1.10` stays `1.10`.',
    ...keySections.flatMap(([title, keys]) => [
      `## ${title}`,
      ...keys.flatMap((key) => keySection(key, properties[key])),
    ]),
    '## The catalogue of runtimes',
    'The first is the default. Those with Debian’s own Python are the smallest.',
    catalogueTable(),
    '### What was run',
    'The tests build and run images on `trixie/3.13` and `bookworm/3.11`. The images `python:3.N-slim-CODENAME`, which have their Python in `/usr/local`, were not run; the tests build on a stand-in with that layout, which a named context puts in place of the base image.',
    'On Alpine, apk resolves the packages and installs them offline (`steps/apk-resolve.sh`, `steps/apk-install.sh`). This was tested with apk 2.14 and 3.0, built from source, and BusyBox, in a stand-in with its own signed repository (`test/engine/alpine`; set `GROCKER_APK_TOOLS` to run it again); its Python was Debian’s. The choice of wheels for musl is tested on the plan. The real images of Alpine, and musl itself, were not tested.',
  ];
  return `${parts.join('\n\n')}\n`;
}

function keySection(key: string, property: JsonSchema | boolean | undefined): readonly string[] {
  if (typeof property !== 'object') return [];
  const examples = (property.examples ?? []).map((example) => asYaml({ [key]: example }));
  const inner = innerKeys(property);
  return [
    `### ${key}`,
    [property.description ?? '', ...defaultOf(property)].join(' '),
    `Takes ${typeOf(property)}.`,
    ...(inner.length === 0 ? [] : [innerTable(inner)]),
    ...(examples.length === 0 ? [] : [`\`\`\`yaml\n${examples.join('# or\n')}\`\`\``]),
  ];
}

function defaultOf({ default: value }: JsonSchema): readonly string[] {
  return value === undefined ? [] : [`Default: \`${JSON.stringify(value).replaceAll('"', '')}\`.`];
}

function asYaml(value: unknown): string {
  return dump(value, { schema: CORE_SCHEMA, flowLevel: compact(value) ? 1 : 3, lineWidth: -1 });
}

/** Lists of words and small mappings read better on one line. */
function compact(value: unknown): boolean {
  return dump(value, { flowLevel: 1, lineWidth: -1 }).trim().length <= 72;
}

/** Longer lists are shown by their patterns. */
const MOST_LISTED = 8;

/** `3.13` as `3.N`. */
function patternOf(value: string): string {
  return value.replace(/\d+$/, 'N');
}

/** The type of a key, in words. */
function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined) {
    const isLong = schema.enum.length > MOST_LISTED;
    const values = schema.enum.map((value) => (isLong ? patternOf(String(value)) : String(value)));
    const listed = [...new Set(values)].map((value) => `\`${value}\``).join(' or ');
    return isLong ? `${listed} of the [catalogue](#the-catalogue-of-runtimes)` : listed;
  }
  const alternatives = schema.anyOf?.filter(({ type }) => type !== 'null').map(typeOf);
  if (alternatives !== undefined) return [...new Set(alternatives)].join(', or ');
  const type = Array.isArray(schema.type) ? 'text' : schema.type;
  if (type === 'boolean') return '`true` or `false`';
  if (type === 'integer') {
    return `a whole number from ${schema.minimum ?? 0} to ${schema.maximum ?? '…'}`;
  }
  if (type === 'array') {
    const isMixed = isSchema(schema.items) && schema.items.anyOf !== undefined;
    return isMixed ? 'a list' : `a list of ${plural(schema.items)}`;
  }
  if (type !== 'object') return 'a text';
  return schema.properties === undefined
    ? `a mapping of names to ${plural(schema.additionalProperties)}`
    : 'a mapping';
}

function plural(schema: unknown): string {
  const one = isSchema(schema) ? typeOf(schema) : 'value';
  if (one === 'a mapping') return 'mappings';
  return one.replace(/^a list\b/, 'lists').replace(/^a text/, 'texts');
}

/** The keys of the mappings that a key takes, itself or as items. */
function innerKeys(schema: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  const candidates: unknown[] = [
    schema,
    schema.items,
    schema.additionalProperties,
    ...(schema.anyOf ?? []),
  ];
  return candidates.flatMap((candidate) => {
    const { properties = {} } = isSchema(candidate) ? candidate : {};
    // A service takes the keys of the file, which are on this page already.
    if ('release' in properties) return [];
    return Object.entries(properties).flatMap(([key, property]) =>
      typeof property === 'object' ? [[key, property] as const] : [],
    );
  });
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function innerTable(keys: readonly (readonly [string, JsonSchema])[]): string {
  const rows = keys.map(([key, property]) => {
    const [example] = property.examples ?? [];
    const shown = example === undefined ? '' : ` Example: \`${flow({ [key]: example })}\`.`;
    const text = [property.description ?? '', ...defaultOf(property)].join(' ');
    return `| \`${key}\` | ${typeOf(property)} | ${text}${shown} |`;
  });
  return ['| Key | Takes | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function flow(value: Record<string, unknown>): string {
  return dump(value, { schema: CORE_SCHEMA, flowLevel: 1, lineWidth: -1 })
    .trim()
    .replaceAll('|', '\\|');
}

function catalogueTable(): string {
  const rows = [...catalogue.values()].map(({ name, image, run, build, libc, deprecated = '' }) => {
    const packages = (names: readonly string[]) => names.map((value) => `\`${value}\``).join(' ');
    return `| \`${name}\` | \`${image}\` | ${packages(run)} | ${packages(build)} | ${libc.name} ${libc.version} | ${deprecated} |`;
  });
  return [
    '| Name | Base image | Run packages | Build packages | C library | Deprecated |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
