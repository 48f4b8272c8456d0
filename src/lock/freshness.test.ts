import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { formatNamed, lockFormat } from './lock-format.ts';
import { readLock } from './read-lock.ts';

const root = join(import.meta.dirname, '../../test/locks');

/** The findings for a lock after one file next to it has changed. */
function found(
  name: string,
  lockName: string,
  file: string,
  change: (text: string) => string,
): readonly Diagnostic[] {
  const read = (path: string) => {
    const at = join(root, name, path);
    if (!existsSync(at)) return undefined;
    const text = readFileSync(at, 'utf8');
    if (path !== file) return new SourceText(path, text);
    const changed = change(text);
    return new SourceText(path, changed);
  };
  const source = read(lockName);
  if (source === undefined) throw new Error(`there is no ${lockName}`);
  const format = lockFormat(lockName, source.text);
  if (typeof format !== 'string') throw new Error(format.message);
  const beside = formatNamed(format).companion;
  return readLock({ format, source, pyproject: read(beside), readFile: read }).diagnostics;
}

/** The same as code, severity and line. */
function told(
  ...asked: Parameters<typeof found>
): readonly (readonly [code: string, severity: string, line: number | undefined])[] {
  return found(...asked).map(({ code, severity, span }) => [code, severity, span?.start.line]);
}

const replaced = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};
const same = (text: string) => text;

/** The verdicts are those of `uv lock --check`. */
describe('uv.lock', () => {
  it.each<[string, string, (text: string) => string]>([
    ['uv-0.4', 'pyproject.toml', same],
    ['uv-0.6', 'pyproject.toml', same],
    ['uv-conflicts', 'pyproject.toml', same],
    ['uv-forks', 'pyproject.toml', same],
    ['uv-sources', 'pyproject.toml', same],
    ['uv-virtual-root', 'pyproject.toml', same],
    ['uv-workspace', 'pyproject.toml', same],
    ['uv-extras', 'pyproject.toml', (text) => `${text}\n# a comment\n`],
    ['uv-extras', 'pyproject.toml', replaced('pyyaml>=6', 'PyYAML >= 6.0')],
    [
      'uv-extras',
      'pyproject.toml',
      replaced("python_version < '3.13'", "python_full_version < '3.13'"),
    ],
    ['uv-extras', 'pyproject.toml', replaced('extras[yaml,speed]', 'extras[speed,yaml]')],
  ])('is fresh: %s, %s', (name, file, change) => {
    expect(told(name, 'uv.lock', file, change)).toEqual([]);
  });

  // The spelling that uv writes into a lock (`==2.0.0`) for a requirement (`==02.0.0`), and real differences.
  it.each([
    ['>=06', '>=6'],
    ['>=6', '>=06.0'],
    ['==02.0.0', '==2.0.0'],
    ['==02.*', '==2.*'],
    ['~=2.00', '~=2.0'],
    ['>=1.0-1', '>=1.0.post1'],
    ['>=1.0a', '>=1.0a0'],
    ['>=1.0.ALPHA.1', '>=1.0a1'],
    ['>=1.0c1', '>=1.0rc1'],
    ['>=1.0.dev', '>=1.0.dev0'],
    ['>=0!1.0', '>=1.0'],
    ['>=v1.0', '>=1.0'],
    ['===1.00', '===1.00'],
    ['~=2.0', '~=2', 'stale'],
    ['==2.0.*', '==2.*', 'stale'],
    ['===1.00', '===1.0', 'stale'],
    ['>=10', '>=1', 'stale'],
    ['>=1!1', '>=1', 'stale'],
  ])('pyyaml%s is written in a lock as %s: %s', (declared, locked, verdict = 'fresh') => {
    const lock = readFileSync(join(root, 'uv-extras/uv.lock'), 'utf8');
    const project = readFileSync(join(root, 'uv-extras/pyproject.toml'), 'utf8');
    const source = new SourceText(
      'uv.lock',
      replaced('specifier = ">=6"', `specifier = "${locked}"`)(lock),
    );
    const pyproject = new SourceText(
      'pyproject.toml',
      replaced('pyyaml>=6', `pyyaml${declared}`)(project),
    );
    const { diagnostics } = readLock({ format: 'uv', source, pyproject });
    expect(diagnostics.map(({ code }) => code)).toEqual(verdict === 'stale' ? ['lock-stale'] : []);
  });

  it.each([
    ['"attrs"', '"attrs", "six"', 'requires `six`, which the lock does not have'],
    [', "attrs"', '', 'does not require `attrs` any more'],
    ['pyyaml>=6', 'pyyaml>=5', 'requires `pyyaml` differently'],
  ])('reports the difference: %s, %s', (from, to, reason) => {
    const diagnostics = found('uv-extras', 'uv.lock', 'pyproject.toml', replaced(from, to));
    expect(diagnostics.map(({ message }) => message)).toEqual([
      `\`uv.lock\` no longer matches its pyproject.toml: \`extras\` ${reason}`,
    ]);
  });

  it.each<[string, string, string, string]>([
    ['uv-extras', 'pyproject.toml', '"attrs"', '"attrs", "six"'],
    ['uv-extras', 'pyproject.toml', ', "attrs"', ''],
    ['uv-extras', 'pyproject.toml', 'pyyaml>=6', 'pyyaml>=5'],
    ['uv-extras', 'pyproject.toml', "python_version < '3.13'", "python_version < '3.12'"],
    ['uv-extras', 'pyproject.toml', 'version = "2.1"', 'version = "2.2"'],
    ['uv-extras', 'pyproject.toml', '>=3.11', '>=3.12'],
    ['uv-extras', 'pyproject.toml', 'empty = []', ''],
    ['uv-extras', 'pyproject.toml', 'nothing = []', 'more = []'],
    ['uv-extras', 'pyproject.toml', 'lint = ["ruff"]', 'lint = ["ruff>=0.1"]'],
    ['uv-extras', 'pyproject.toml', 'name = "extras"', 'name = "extra"'],
    ['uv-extras', 'pyproject.toml', 'extras[yaml,speed]', 'extras[speed]'],
    ['uv-extras', 'pyproject.toml', 'httpx[socks]', 'httpx'],
    ['uv-forks', 'pyproject.toml', "< '3.11.3'", "< '3.11.4'"],
    ['uv-sources', 'pyproject.toml', 'tag = "v1"', 'tag = "v2"'],
    ['uv-sources', 'pyproject.toml', 'index = "second"', 'index = "third"'],
    ['uv-sources', 'pyproject.toml', 'acme_sdist-1.0', 'acme_sdist-1.1'],
    ['uv-workspace', 'libs/core/pyproject.toml', 'attrs>=23', 'attrs>=22'],
    ['uv-workspace', 'services/web/pyproject.toml', 'version = "1.0"', 'version = "1.5"'],
    ['uv-workspace', 'services/worker/pyproject.toml', '<3.14', '<3.13'],
    [
      'uv-workspace',
      'pyproject.toml',
      '[tool.uv.workspace]',
      'constraint-dependencies = ["attrs<99"]',
    ],
    ['uv-virtual-root', 'pyproject.toml', 'dev = ["pytest"', 'dev = ["pytest>=8"'],
  ])('is stale: %s, %s: %s', (name, file, from, to) => {
    const change =
      from === '[tool.uv.workspace]'
        ? replaced(from, `[tool.uv]\n${to}\n\n${from}`)
        : replaced(from, to);
    expect(told(name, 'uv.lock', file, change)).toEqual([['lock-stale', 'error', 1]]);
  });

  it('is stale: a group of any name is only in the lock', () => {
    const change = replaced(
      '[package.metadata.requires-dev]\n',
      '[package.metadata.requires-dev]\nconstructor = []\n',
    );
    expect(told('uv-extras', 'uv.lock', 'uv.lock', change)).toEqual([['lock-stale', 'error', 1]]);
  });

  it('asks for the missing files of members', () => {
    const source = new SourceText(
      'uv.lock',
      readFileSync(join(root, 'uv-workspace/uv.lock'), 'utf8'),
    );
    const text = readFileSync(join(root, 'uv-workspace/pyproject.toml'), 'utf8');
    const pyproject = new SourceText('pyproject.toml', text);
    expect(readLock({ format: 'uv', source, pyproject }).missing).toEqual([
      'libs/core/pyproject.toml',
      'libs/types/pyproject.toml',
      'services/web/pyproject.toml',
      'services/worker/pyproject.toml',
    ]);
  });
});

describe('locks with a hash of their inputs', () => {
  it.each<[string, string, string]>([
    ['poetry-1.1', 'poetry.lock', 'pyproject.toml'],
    ['poetry-1.8', 'poetry.lock', 'pyproject.toml'],
    ['poetry-2', 'poetry.lock', 'pyproject.toml'],
    ['pdm', 'pdm.lock', 'pyproject.toml'],
    ['pdm-2.7', 'pdm.lock', 'pyproject.toml'],
    ['pdm-urls', 'pdm.lock', 'pyproject.toml'],
    ['pipenv', 'Pipfile.lock', 'Pipfile'],
  ])('%s is fresh, and stays fresh with another comment', (name, lock, file) => {
    expect(told(name, lock, file, (text) => `# a comment\n${text}`)).toEqual([]);
  });

  it.each<[string, string, string, string, string, string]>([
    ['poetry-1.1', 'poetry.lock', 'pyproject.toml', '^2.28', '^2.29', 'error'],
    ['poetry-1.8', 'poetry.lock', 'pyproject.toml', '>=0.25', '>=0.26', 'error'],
    ['poetry-2', 'poetry.lock', 'pyproject.toml', 'lint = ["ruff"]', 'lint = []', 'error'],
    ['pdm', 'pdm.lock', 'pyproject.toml', 'httpx[socks]', 'httpx', 'error'],
    ['pdm-2.7', 'pdm.lock', 'pyproject.toml', 'httpx[socks]', 'httpx', 'error'],
    ['pipenv', 'Pipfile.lock', 'Pipfile', '[docs]', 'six = "*"\n\n[docs]', 'error'],
    ['pipenv', 'Pipfile.lock', 'Pipfile', '~=2.31', '~=9.0', 'error'],
    ['pipenv', 'Pipfile.lock', 'Pipfile', 'name = "index"', 'name = "other"', 'warning'],
  ])('%s: %s is stale when %s has changed: %s → %s', (name, lock, file, from, to, severity) => {
    const found = told(name, lock, file, replaced(from, to));
    expect(found.map(([code, of]) => [code, of])).toEqual([['lock-stale', severity]]);
    expect(found[0]?.[2]).toBeGreaterThan(1);
  });
});
