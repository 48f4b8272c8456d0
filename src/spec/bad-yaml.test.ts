import { describe, expect, it } from 'vitest';
import { markedText } from '../../test/support/marked-text.ts';
import { parseSpec } from './parse-spec.ts';

// The span of the diagnostic is marked with « ».
const badYaml: readonly (readonly [name: string, text: string, code: string])[] = [
  ['a list as the document', '«- a\n- b»\n', 'not-a-mapping'],
  ['a text as the document', '«ipython==9.7.0»', 'not-a-mapping'],
  ['no space after the only colon', '«release:ipython»', 'not-a-mapping'],
  ['no space after the first colon', 'release«:»ipython\nports: [80]\n', 'yaml-syntax'],
  ['no space after a colon', 'ports: [80]\nrelease«:»ipython\ncmd: []\n', 'yaml-syntax'],
  ['no space after a nested colon', 'envs:\n  A«:»1\n  B: 2\n', 'yaml-syntax'],
  ['no space after the last colon', 'ports: [80]\nrelease«:»ipython', 'yaml-syntax'],
  ['no colon', 'ports: [80]\n«release»\ncmd: []\n', 'yaml-syntax'],
  ['no colon on the last line', 'ports: [80]\n«release»', 'yaml-syntax'],
  ['a colon within a value', 'release: ipython«:» 9\n', 'yaml-syntax'],
  ['a key deeper than its neighbour', 'envs:\n  A: 1\n   «B»: 2\n', 'yaml-syntax'],
  ['a key below a value', 'release: ipython\n  «ports»: [80]\n', 'yaml-syntax'],
  ['a key between two depths', 'envs:\n    A: 1\n  «B»: 2\n', 'yaml-syntax'],
  ['an item between two depths', 'cmd:\n    - a\n  «-» b\n', 'yaml-syntax'],
  ['an item among keys', 'release: a\n«-» b\n', 'yaml-syntax'],
  ['an item beside its key', 'cmd: «-» a\n', 'yaml-syntax'],
  ['a list that is not closed', 'cmd: «[»a, b\nports: [80]\n', 'yaml-syntax'],
  ['a list that is not closed at the end', 'cmd: «[»a, b', 'yaml-syntax'],
  ['an inner list that is not closed', 'check: {run: «[»[a], [b]}\nports: [80]\n', 'yaml-syntax'],
  ['a mapping that is not closed', 'envs: «{»A: 1\nports: [80]\n', 'yaml-syntax'],
  ['a double quote that is not closed', 'release: «"»ipython\nports: [80]\n', 'yaml-syntax'],
  ['a single quote that is not closed', "release: «'»ipython\nports: [80]\n", 'yaml-syntax'],
  ['a bracket too many', 'ports: [80]«]»\n', 'yaml-syntax'],
  ['an item missing in a list', 'ports: [80,«,» 81]\n', 'yaml-syntax'],
  ['text after a quote', 'release: "ipython" «notebook»\n', 'yaml-syntax'],
  ['text after a list', 'ports: [80] «81»\n', 'yaml-syntax'],
  ['a reserved first character', 'release: «@»scope/name\n', 'yaml-syntax'],
  ['a backtick', 'release: «`»ipython`\n', 'yaml-syntax'],
  ['an argument in braces without quotes', 'envs: {A: «${B}»}\n', 'yaml-syntax'],
  ['an unknown escape', 'release: "a«\\q»"\n', 'yaml-syntax'],
  ['an escape cut short', 'release: "a«\\x»"\n', 'yaml-syntax'],
  ['a star alone', 'files: [«*»]\n', 'yaml-syntax'],
  ['a merge conflict', 'release: a\n«<<<<<<< HEAD»\nports: [80]\n=======\n', 'yaml-syntax'],
  ['a tab at the first line', '«\t»release: a\n', 'yaml-tab'],
  ['a tab under a key', 'envs:\n«\t»A: 1\n', 'yaml-tab'],
  ['a tab after blanks', 'envs:\n  A: 1\n «\t»B: 2\n', 'yaml-tab'],
  ['a control character', 'release: a«\u0007»b\n', 'yaml-control-character'],
  ['a NUL', 'release: a«\u0000»b\n', 'yaml-control-character'],
  ['a duplicate key', 'ports: [80]\nrelease: a\n«ports»: [81]\n', 'duplicate-key'],
  ['a duplicate variable', 'envs:\n  A: 1\n  B: 2\n  «A»: 3\n', 'duplicate-key'],
  ['a duplicate key, written differently', 'envs: {A: 1, «"A"»: 2}\n', 'duplicate-key'],
  ['a duplicate merge key', 'x-a: &a {A: 1}\nenvs:\n  <<: *a\n  «<<»: *a\n', 'duplicate-key'],
  ['an unknown anchor', 'x-a: &base {A: 1}\nenvs: «*bas»\n', 'yaml-unknown-anchor'],
  ['a pattern taken for an alias', 'files: [«*.ini»]\n', 'yaml-unknown-anchor'],
  ['an anchor within itself', 'envs: &a\n  A: «*a»\n', 'yaml-recursive-alias'],
  ['a merge of a text', 'envs:\n  <<: «base»\n  A: 1\n', 'yaml-bad-merge'],
  ['a merge of a list of texts', 'envs:\n  <<: [«base»]\n  A: 1\n', 'yaml-bad-merge'],
  ['a tag', 'release: «!python» a\n', 'yaml-unknown-tag'],
  ['a set', 'files: «!!set» {a, b}\n', 'yaml-unknown-tag'],
  ['a list as a key', '? «[a, b]»\n: c\n', 'yaml-complex-key'],
  ['a second document', 'release: a\n---\n«»ports: [80]\n', 'yaml-several-documents'],
];

describe('a file that is not valid YAML', () => {
  it.each(badYaml)('%s', (_, text, code) => {
    const { source, spans } = markedText('grocker.yml', text);
    const { spec, diagnostics } = parseSpec(source);
    expect(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.span])).toStrictEqual(
      spans.map((span) => [code, span]),
    );
    expect(spec).toBeUndefined();
  });
});

describe('limits of a file', () => {
  const codes = (text: string) =>
    parseSpec(markedText('f', text).source).diagnostics.map(({ code }) => code);
  const laughs = [
    'x-0: &l0 [a, a, a, a, a, a, a, a, a, a]',
    ...Array.from(
      { length: 9 },
      (_, index) => `x-${index + 1}: &l${index + 1} [${Array(10).fill(`*l${index}`).join(', ')}]`,
    ),
  ].join('\n');

  it.each([
    ['a billion laughs', laughs, ['yaml-too-many-nodes']],
    ['depth', `x-a: ${'['.repeat(60)}${']'.repeat(60)}`, ['yaml-too-deep']],
    [
      'depth of blocks',
      Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}x-a:`).join('\n'),
      ['yaml-too-deep'],
    ],
    ['length', `# ${'a'.repeat(256 * 1024)}`, ['yaml-too-large']],
    [
      'merges',
      `x-a: &a {${Array.from({ length: 400 }, (_, i) => `k${i}: v`).join(', ')}}\nx-b:\n${Array.from({ length: 100 }, () => '- {<<: *a}').join('\n')}`,
      ['yaml-too-many-nodes'],
    ],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toStrictEqual(expected);
  });
});

const several: readonly (readonly [name: string, text: string, ...codes: string[]])[] = [
  [
    'tabs here and there',
    'envs:\n«\t»A: 1\n«\t»B: 2\nports: [80]\nlabels:\n  a: b\n«\t»c: d\n',
    ...['yaml-tab', 'yaml-tab', 'yaml-tab'],
  ],
  [
    'syntax, a key and a value',
    'release: «@»app\n«prots»: [80]\nvolumes: [«data»]\nenvs: {A: b«]»}\n',
    ...['yaml-syntax', 'unknown-key', 'relative-path', 'yaml-syntax'],
  ],
  [
    'a block whose first line is wrong',
    'services:\n  web«:»{}\n    cmd: [a]\n  worker:\n    «cdm»: [b]\n',
    ...['yaml-syntax', 'unknown-key'],
  ],
  [
    'references to missing lines',
    'args:\n  V: «@»1\nrelease: app==${V}\nruntime: ours\nruntimes:\n  ours: «`»a\nenvs: *base\nx-a: &base «%»\n',
    ...['yaml-syntax', 'yaml-syntax', 'yaml-syntax'],
  ],
  ['a key of a step that is missing', 'steps:\n  - output: a\n    run: «@»b\n', 'yaml-syntax'],
];

describe('a file with several mistakes, including syntax errors', () => {
  it.each(several)('%s', (_, text, ...codes) => {
    const { source, spans } = markedText('grocker.yml', text);
    const { spec, diagnostics } = parseSpec(source);
    expect(diagnostics.map(({ code, span }) => ({ code, span }))).toStrictEqual(
      spans.map((span, index) => ({ code: codes[index], span })),
    );
    expect(spec).toBeUndefined();
  });

  it('has at most ten mistakes of syntax', () => {
    const { source } = markedText('f', Array.from({ length: 30 }, () => 'a: @b').join('\n'));
    expect(parseSpec(source).diagnostics).toHaveLength(10);
  });
});
