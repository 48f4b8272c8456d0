import { expect, test } from 'vitest';

import { ruleCode } from '../diagnostics/diagnostic-code.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { diagnosticStatus } from './diagnostic-status.ts';
import { diagnosticWarning } from './diagnostic-warning.ts';
import { unsupportedSubrequest } from './subrequest-status.ts';

const source = new SourceText('grocker.yml', 'a: 1\nb: 2\n');
const sources = new Map([[source.name, source]]);
const info = { filename: 'grocker.yml', data: 'YTogMQpiOiAyCg==', language: 'YAML' };

const url = 'github.com/moby/buildkit/errdefs.Source+json';

const unknownKey: Diagnostic = {
  code: 'unknown-key',
  severity: 'error',
  message: 'unknown key "b"',
  help: 'Write "a".',
  span: source.span(5, 6),
};

test.each<[readonly Diagnostic[], string, readonly unknown[]]>([
  [
    [unknownKey],
    'grocker.yml:2:1: unknown key "b" · Write "a". [unknown-key]',
    [{ info, ranges: [{ start: { line: 2, character: 0 }, end: { line: 2, character: 1 } }] }],
  ],
  [
    [
      { ...unknownKey, span: source.span(0, 5) },
      {
        code: ruleCode('twice'),
        severity: 'error',
        message: 'defined twice',
        span: source.span(5, 6),
        related: [{ message: 'first here', span: source.span(0, 1) }],
      },
    ],
    'grocker.yml:1:1: unknown key "b" · Write "a". [unknown-key]\ngrocker.yml:2:1: defined twice [twice]\n  grocker.yml:1:1: first here',
    [
      // The end is the start of the next line, which is not meant.
      { info, ranges: [{ start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }] },
      { info, ranges: [{ start: { line: 2, character: 0 }, end: { line: 2, character: 1 } }] },
      { info, ranges: [{ start: { line: 1, character: 0 }, end: { line: 1, character: 1 } }] },
    ],
  ],
  [
    [{ ...unknownKey, span: { ...source.span(0, 1), file: 'other.yml' } }],
    'other.yml:1:1: unknown key "b" · Write "a". [unknown-key]',
    [],
  ],
  [[{ code: ruleCode('none'), severity: 'error', message: 'no span' }], 'no span [none]', []],
])('%j', (diagnostics, message, details) => {
  const status = diagnosticStatus(diagnostics, sources);
  expect(status.code).toBe(2);
  expect(status.message).toBe(message);
  expect(status.details?.map(({ typeUrl }) => typeUrl)).toEqual(details.map(() => url));
  expect(
    status.details?.map(({ value }) => JSON.parse(Buffer.from(value ?? []).toString()) as unknown),
  ).toEqual(details);
});

test('a warning', () => {
  expect(diagnosticWarning(unknownKey, 'sha256:a', sources, 'https://docs.example/')).toEqual({
    digest: 'sha256:a',
    level: 1,
    short: Buffer.from('unknown-key: unknown key "b" (grocker.yml:2)'),
    detail: [Buffer.from('Write "a".')],
    url: 'https://docs.example/',
    info: { filename: 'grocker.yml', data: Buffer.from('a: 1\nb: 2\n'), language: 'YAML' },
    ranges: [{ start: { line: 2, character: 0 }, end: { line: 2, character: 1 } }],
  });
});

test('an unknown request', () => {
  expect(unsupportedSubrequest('frontend.unheard')).toEqual({
    code: 2,
    message: 'frontend.subrequests.describe lists the supported requests',
    details: [
      {
        typeUrl: 'github.com/moby/buildkit/errdefs.Subrequest+json',
        value: Buffer.from('{"name":"frontend.unheard"}'),
      },
    ],
  });
});

test('control characters do not reach the terminal of a client', () => {
  const hostile = 'a\u001b[2J\u202e\rb';
  const written = new SourceText('pylock.toml', `one\r\n# ${hostile}\r\n`);
  const span = written.span(6, 8);
  const found: Diagnostic = {
    code: 'lock-field',
    severity: 'error',
    message: `it is ${hostile}`,
    help: `A ${hostile}.`,
    span,
    related: [{ message: hostile, span }],
  };
  const known = new Map([[written.name, written]]);
  const control = /[^\P{Cc}\n]|\p{Cf}/u;
  const { message = '', details = [] } = diagnosticStatus([found], known);
  expect(message).not.toMatch(control);
  expect(message).toContain('it is a\ufffd[2J');
  for (const { value } of details) {
    const { info: quoted } = JSON.parse(Buffer.from(value ?? []).toString()) as {
      readonly info: { readonly data: string };
    };
    const text = Buffer.from(quoted.data, 'base64').toString();
    expect(text).not.toMatch(control);
    expect(text.split('\n')).toHaveLength(3);
  }
  const warned = diagnosticWarning(
    { ...found, code: 'lock-stale', severity: 'warning' },
    '',
    known,
  );
  for (const bytes of [warned.short, ...(warned.detail ?? []), warned.info?.data]) {
    expect(Buffer.from(bytes ?? []).toString()).not.toMatch(control);
  }
});
