import { describe, expect, it } from 'vitest';
import { ruleCode } from './diagnostic-code.ts';
import type { Diagnostic } from './diagnostic.ts';
import { renderDiagnostic, renderDiagnostics } from './render.ts';
import { SourceText } from './source-text.ts';

const text = 'release: a\nports: [80]\ndependancies:\n\tx: 名前 b\u001b[31m\nports: [81]\n';
const source = new SourceText('grocker.yml', text);
const sources = new Map([[source.name, source]]);

const at = (start: number, end: number) => source.span(start, end);
const key = text.indexOf('dependancies');

const unknownKey: Diagnostic = {
  code: 'unknown-key',
  severity: 'error',
  message: 'unknown key "dependancies" · did you mean "dependencies"?',
  span: at(key, key + 12),
};

const rendered: readonly (readonly [string, Diagnostic, string])[] = [
  [
    'an error at a key',
    unknownKey,
    `grocker.yml:3:1: unknown key "dependancies" · did you mean "dependencies"? [unknown-key]
  3 │ dependancies:
    │ ^^^^^^^^^^^^`,
  ],
  [
    'a related place and a remedy',
    {
      code: 'duplicate-key',
      severity: 'error',
      message: 'the key "ports" is given twice',
      span: at(text.lastIndexOf('ports'), text.lastIndexOf('ports') + 5),
      related: [{ message: 'first given here', span: at(11, 16) }],
      help: 'Keep one of them.',
    },
    `grocker.yml:5:1: the key "ports" is given twice [duplicate-key]
  5 │ ports: [81]
    │ ^^^^^
  first given here (grocker.yml:2:1)
  2 │ ports: [80]
    │ ^^^^^
  help: Keep one of them.`,
  ],
  [
    'a warning behind tabs and wide characters, escapes made visible',
    {
      code: ruleCode('x'),
      severity: 'warning',
      message: 'm',
      span: at(text.indexOf('b\u001b'), text.indexOf('[31m')),
    },
    `grocker.yml:4:8: warning: m [x]
  4 │     x: 名前 b\uFFFD[31m
    │             ^^`,
  ],
  [
    'a span of several lines: the first',
    { code: ruleCode('x'), severity: 'error', message: 'm', span: at(7, key) },
    `grocker.yml:1:8: m [x]
  1 │ release: a
    │        ^^^`,
  ],
  [
    'the end of a line',
    { code: ruleCode('x'), severity: 'error', message: 'm', span: at(10, 10) },
    `grocker.yml:1:11: m [x]
  1 │ release: a
    │           ^`,
  ],
  [
    'no place',
    { code: ruleCode('x'), severity: 'info', message: 'm', help: 'Do it.' },
    'info: m [x]\n  help: Do it.',
  ],
  [
    'a file that is not at hand',
    {
      code: ruleCode('x'),
      severity: 'error',
      message: 'm',
      span: { ...at(0, 1), file: 'uv.lock' },
    },
    'uv.lock:1:1: m [x]',
  ],
];

describe('renderDiagnostic', () => {
  it.each(rendered)('%s', (_, diagnostic, expected) => {
    expect(renderDiagnostic(diagnostic, sources)).toBe(expected);
  });

  it('cuts a long line around the span', () => {
    const long = new SourceText('f', `${'a'.repeat(90)}HERE${'b'.repeat(90)}`);
    const diagnostic: Diagnostic = { ...unknownKey, message: 'm', span: long.span(90, 94) };
    expect(renderDiagnostic(diagnostic, new Map([['f', long]]))).toBe(
      [
        'f:1:91: m [unknown-key]',
        `  1 │ …${'a'.repeat(40)}HERE${'b'.repeat(56)}…`,
        `    │ ${' '.repeat(41)}^^^^`,
      ].join('\n'),
    );
  });

  it('uses the given style', () => {
    const tag = (name: string) => (part: string) => `<${name}>${part}</${name}>`;
    const style = {
      error: tag('e'),
      warning: tag('w'),
      info: tag('i'),
      strong: tag('s'),
      quiet: tag('q'),
    };
    expect(renderDiagnostic({ ...unknownKey, message: 'm' }, sources, style)).toBe(
      [
        '<s>grocker.yml:3:1</s>: <e>m</e> <q>[unknown-key]</q>',
        '  <q>3 │</q> dependancies:',
        '  <q>  │</q> <e>^^^^^^^^^^^^</e>',
      ].join('\n'),
    );
  });
});

describe('renderDiagnostics', () => {
  it('ends with a count', () => {
    const warning = { code: ruleCode('x'), severity: 'warning', message: 'm' } as const;
    expect(renderDiagnostics([warning, warning, { ...warning, severity: 'error' }], sources)).toBe(
      'warning: m [x]\n\nwarning: m [x]\n\nm [x]\n\n1 error, 2 warnings\n',
    );
    expect(renderDiagnostics([], sources)).toBe('');
  });
});
