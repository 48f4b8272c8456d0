import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { catalogue } from '../../src/spec/catalogue.ts';
import { jsonSchema } from '../../src/spec/json-schema.ts';
import { yamlEditor } from '../support/language-server.ts';

const schema = fileURLToPath(new URL('../../grocker.schema.json', import.meta.url));
const keys = Object.keys((jsonSchema() as { readonly properties: object }).properties);

/** Those that still have updates. */
const runtimes = [...catalogue.values()].flatMap(({ name, deprecated }) =>
  deprecated === undefined ? [name] : [],
);

test('an editor completes every key, each with its reference', async () => {
  const { complete } = await yamlEditor(schema);
  const offered = await complete('source: .\n‸');
  const labels = offered.map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(keys.filter((key) => key !== 'source')));
  const without = offered.filter(
    ({ documentation }) => JSON.stringify(documentation ?? '').length < 20,
  );
  expect(without.map(({ label }) => label)).toEqual([]);
}, 60_000);

test.each<[string, string, readonly string[]]>([
  ['runtimes', 'runtime: ‸', runtimes],
  ['runtimes of a service', 'services:\n  worker:\n    runtime: ‸', runtimes],
  ['keys below a key', 'dependencies:\n  ‸', ['run', 'build']],
  ['keys of a health check', 'healthcheck:\n  ‸', ['test', 'interval', 'timeout']],
  ['keys of a service', 'services:\n  worker:\n    ‸', ['entrypoint_name', 'envs', 'cmd']],
  ['values of a key', 'base: ‸', ['minimal']],
])(
  'it completes %s',
  async (_, text, expected) => {
    const { complete } = await yamlEditor(schema);
    const labels = (await complete(text)).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining([...expected]));
  },
  60_000,
);

test.each<[string, string, RegExp]>([
  ['a key', 'entry‸point_name: web\n', /console script/i],
  ['a key below a key', 'dependencies:\n  ru‸n: [git]\n', /package/i],
  ['a key of a service', 'services:\n  web:\n    po‸rts: [80]\n', /port/i],
])(
  'it shows the reference of %s',
  async (_, text, expected) => {
    const { hover } = await yamlEditor(schema);
    expect(await hover(text)).toMatch(expected);
  },
  60_000,
);

test('it underlines unknown keys, and nothing in a valid file', async () => {
  const { diagnostics } = await yamlEditor(schema);
  expect(await diagnostics('source: .\nentrypoint_name: [python, app.py]\nports: [80]\n')).toEqual(
    [],
  );
  const [first = ''] = await diagnostics('sorce: .\n');
  expect(first).toContain('sorce');
}, 60_000);
