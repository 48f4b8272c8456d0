import { describe, expect, it } from 'vitest';
import { SourceText } from '../../diagnostics/source-text.ts';
import { definitionText, mergedDefinition } from './merged-definition.ts';

const merged = (...texts: readonly string[]) =>
  definitionText(mergedDefinition(texts.map((text, at) => new SourceText(`${at}.yml`, text))));

describe('mergedDefinition', () => {
  it.each<[string, string[], string]>([
    ['nothing', [], ''],
    ['empty files', ['', '# nothing\n'], ''],
    [
      'mappings key by key',
      ['envs: {A: a, B: b}\n', 'envs: {B: c, C: d}\n'],
      'envs:\n  A: a\n  B: c\n  C: d\n',
    ],
    [
      'lists and scalars whole',
      ['ports: [1, 2]\nruntime: a\n', 'ports: [3]\nruntime: b\n'],
      'ports:\n  - 3\nruntime: b\n',
    ],
    ['three files', ['a: 1\n', 'a: 2\nb: 1\n', 'b: 2\n'], 'a: 2\nb: 2\n'],
    ['a key without a value, which resets one', ['a: 1\nb: 1\n', 'a:\n'], 'b: 1\n'],
    ['env and envs as one key', ['env: {A: a}\n', 'envs: {B: b}\n'], 'envs:\n  A: a\n  B: b\n'],
    ['no extension keys', ['x-mine: 1\na: 1\n'], 'a: 1\n'],
    [
      'scalars as they were written',
      ['args: {A: 1.10, B: "1.10", C: 0x1F, D: yes, E: "true", F: 1.0, G: 1e3, H: 2026-11-01}\n'],
      `args:
  A: 1.10
  B: '1.10'
  C: 0x1F
  D: yes
  E: 'true'
  F: 1.0
  G: 1e3
  H: 2026-11-01
`,
    ],
    [
      'a service that resets a key of the file',
      [
        'volumes: [/data]\nservices: {worker: {volumes: }}\n',
        'services: {worker: {cmd: ~, index: {url: }}}\n',
      ],
      `volumes:
  - /data
services:
  worker:
    volumes:
    cmd: ~
    index:
      url:
`,
    ],
    ['a quoted merge key', ['labels: {"<<": x, a: <<}\n'], "labels:\n  '<<': x\n  a: '<<'\n"],
    ['texts of several lines', ['key: |\n  one\n  two\n'], 'key: |\n  one\n  two\n'],
  ])('merges %s', (_, texts, expected) => {
    expect(merged(...texts)).toBe(expected);
  });

  it.each([['a: [\n'], ['a: 1\na: 2\n'], ['- a\n']])('refuses %j', (text) => {
    expect(() => merged(text)).toThrow(
      expect.objectContaining({ name: 'DiagnosticError' }) as unknown,
    );
  });
});
