import { describe, expect, it } from 'vitest';
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { SourceText } from '../../../diagnostics/source-text.ts';
import { pythonTarget } from '../../../python/python-target.ts';
import { lockFormat } from '../../lock-format.ts';
import { readLock } from '../../read-lock.ts';
import { selectDistributions } from '../../select-distributions.ts';

const target = pythonTarget({
  version: '3.13.5',
  freeThreaded: false,
  architecture: 'amd64',
  libc: { name: 'glibc', version: '2.41' },
});

function select(text: string) {
  const format = lockFormat('run.py', text);
  if (typeof format !== 'string') throw new DiagnosticError([format]);
  const lock = readLock({ format, source: new SourceText('run.py', text) });
  const request = { target, extras: [], groups: [], noBinary: [], onlyBinary: [] };
  return selectDistributions(lock, request);
}

const block = (...lines: readonly string[]) =>
  ['# /// script', ...lines.map((line) => `# ${line}`), '# ///', 'import six', ''].join('\n');

describe('the requirements of a script', () => {
  it('are those whose markers hold, at their places', () => {
    const text = `"""A script."""\n${block(
      'dependencies = [',
      '  "Six>=1",',
      '  "tomli; python_version < \'3.11\'",',
      '  "rich[jupyter]==13.9.4",',
      ']',
    )}`;
    const { distributions, unpinned, complete, diagnostics } = select(text);
    expect(diagnostics).toStrictEqual([]);
    expect(complete).toBe(false);
    expect(unpinned.map(({ value, span }) => [value, span.start])).toStrictEqual([
      ['Six>=1', { line: 4, column: 5 }],
    ]);
    expect(
      distributions.map(({ name, version, span }) => [name, version, span?.start.line]),
    ).toEqual([['rich', '13.9.4', 6]]);
  });

  it('may be none', () => {
    expect(select(block()).distributions).toStrictEqual([]);
  });

  it.each<[string, string, string, number]>([
    ['no block', 'import six\n', 'lock-format', 1],
    ['two blocks', `${block()}${block()}`, 'lock-ambiguous', 1],
    ['a block that is no TOML', block('dependencies = six'), 'lock-syntax', 2],
    ['something else than requirements', block('dependencies = [1]'), 'lock-field', 2],
    ['a requirement with an option', block('dependencies = ["six --pre"]'), 'lock-syntax', 2],
    ['settings of uv', block('[tool.uv]', 'exclude-newer = "2026-01-01"'), 'lock-field', 2],
    ['another Python', block('', 'requires-python = ">=3.14"'), 'lock-python', 3],
  ])('%s', (_, text, code, line) => {
    let found: readonly { readonly code: string; readonly span?: { start: { line: number } } }[];
    try {
      found = select(text).diagnostics;
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      found = error.diagnostics;
    }
    expect(found.map(({ code: each, span }) => [each, span?.start.line])).toEqual([[code, line]]);
  });
});
