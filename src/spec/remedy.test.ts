import { expect, it } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from './parse-spec.ts';

const cases: readonly (readonly [text: string, help: string | undefined])[] = [
  ['cmd: --help me', 'Write a list: `[--help, me]`.'],
  ['files: a.ini, b.ini', 'Write a list: `[a.ini, b.ini]`.'],
  ['ports: 8080', 'Write a list: `[8080]`.'],
  ['extras: true', undefined],
  ['steps: make all', 'Write `- run: [make, all]`.'],
  ['steps: {run: [make]}', 'Begin each step with `- `.'],
  ['steps: [{run: make all}]', 'Write a list: `[make, all]`.'],
  ['check: {run: app --version}', 'Write each command as a list: `[[app, --version]]`.'],
  ['check: {run: [app]}', 'Write each command as a list: `[[app, --version]]`.'],
  ['check: {imports: app}', 'Write a list: `[app]`.'],
  ['index: https://index.example/', 'Write `index: {url: https://index.example/}`.'],
  ['dependencies: libpq5 curl', 'Write `dependencies: {run: [libpq5, curl]}`.'],
  ['runtimes: {a: {image: b, dependencies: c}}', 'Write `dependencies: {run: [c]}`.'],
  ['compile: {a: {dependencies: b}}', 'Write a list: `[b]`.'],
  ['healthcheck: curl localhost', 'Write `healthcheck: {test: curl localhost}`.'],
  ['healthcheck: {test: 1}', 'Write a list: `[1]`.'],
  ['healthcheck: {test: a, interval: 30}', 'Write it with its unit: `30s`.'],
  ['healthcheck: {test: a, start_period: 5}', 'Write it with its unit: `5s`.'],
  ['envs: [A=1]', 'Write each as `NAME: value`.'],
  ['envs: A=1', 'Write `{A: 1}`.'],
  ['compile: {a: {config_settings: b=c}}', 'Write `{b: c}`.'],
  ['lint: {ignore: [no-lock]}', 'Write each as `RULE: reason`.'],
  ['lint: {severity: [no-lock]}', 'Write each as `RULE: severity`.'],
  ['lint: {ignore: {no-lock: true}}', 'Say in a few words why the rule does not apply.'],
  ['layers: "12"', 'Write it without quotes: `12`.'],
  ['layers: many', undefined],
  ['exclude_newer: 20261101', 'Write `2026-11-01` or `2026-11-01T12:00:00Z`.'],
  ["only_binary: ':all:'", 'Write `only_binary: true`.'],
  ['only_binary: numpy', 'Write a list: `[numpy]`.'],
  ['release: 3.13', 'Put it in quotes: `"3.13"`.'],
  ['args: {A: [1]}', undefined],
  ['services: {web: {cmd: --help}}', 'Write a list: `[--help]`.'],
  [`release: [${'a'.repeat(80)}]`, undefined],
  [`cmd: ${'a'.repeat(80)}`, undefined],
];

it.each(cases)('%s', (text, help) => {
  const { diagnostics } = parseSpec(new SourceText('grocker.yml', `${text}\n`));
  const found = diagnostics.filter(({ code }) => code === 'wrong-type');
  expect(found.map((diagnostic) => diagnostic.help)).toStrictEqual([help]);
});
