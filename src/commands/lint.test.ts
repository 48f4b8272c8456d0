import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonSchema } from '../spec/json-schema.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');
let directory = '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'grocker-lint-'));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'clean/grocker.yml': 'ports: [8080]\n',
    'clean/pyproject.toml': '[project]\nname = "clean"\nversion = "1"\n[build-system]\n',
    'hidden/.grocker.yml': 'release: ipython==9.7.0\n',
    'bad/grocker.yml': 'prots: [80]\nruntime: [a]\n',
    'remark/grocker.yml': 'lint: {severity: {no-lock: info}}\n',
    'remark/pyproject.toml':
      '[project]\nname = "a"\nversion = "1"\ndependencies = ["b"]\n[build-system]\n',
    'argument/grocker.yml': 'args: {V: }\nrelease: app==${V}\nlock: pylock.toml\n',
    'argument/pylock.toml': 'lock-version = "1.0"\ncreated-by = "hand"\npackages = []\n',
    'requirements/grocker.yml': 'source: .\nentrypoint_name: [python, app.py]\n',
    'requirements/requirements.txt': Uint8Array.from([0x61, 0x0a, 0x23, 0xe4, 0x0a]),
    'unpinned/grocker.yml': 'source: .\nentrypoint_name: [python, -m, http.server]\n',
    'unpinned/requirements.txt': '# tools\nflask\n',
    'missing/grocker.yml': 'project: app\nlock: [app/prod.txt, there.txt]\nsystem_lock: a/b.lock\n',
    'missing/there.txt': '',
    'latin/grocker.yml': Uint8Array.from([0x61, 0x3a, 0x20, 0xe4]),
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

function grocker(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', '--import', tsx, cli, ...words],
    { cwd: directory, encoding: 'utf8', env: { PATH: process.env['PATH'], NO_COLOR: '1' } },
  );
  return { status, stdout, stderr };
}

describe('grocker lint', () => {
  it('prints nothing for a valid file', () => {
    expect(grocker('lint', 'clean')).toStrictEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('quotes the faulty line', () => {
    expect(grocker('lint', 'bad/grocker.yml')).toStrictEqual({
      status: 1,
      stdout: `bad/grocker.yml:1:1: unknown key "prots" · did you mean "ports"? [unknown-key]
  1 │ prots: [80]
    │ ^^^^^

bad/grocker.yml:2:10: expected a text, found a list [wrong-type]
  2 │ runtime: [a]
    │          ^^^

2 errors
`,
      stderr: '',
    });
  });

  it('reports named files that do not exist', () => {
    const { status, stdout } = grocker('lint', 'missing', '--json');
    expect(status).toBe(1);
    const rows = JSON.parse(stdout) as readonly Readonly<Record<string, unknown>>[];
    expect(rows.map((row) => [row['code'], row['line'], row['column'], row['message']])).toEqual([
      ['file-not-found', 2, 8, 'the context has no file app/prod.txt'],
      ['file-not-found', 3, 14, 'the context has no file a/b.lock'],
    ]);
  });

  it('quotes the lines of other files', () => {
    const { status, stdout } = grocker('lint', 'unpinned');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^requirements\.txt:2:1: warning: .*\[lock-unpinned\]\n {2}2 │ flask\n/);
  });

  it('sees the encoding of requirements', () => {
    const { status, stdout } = grocker('lint', 'requirements', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ severity: 'error', line: 2 }]);
  });

  it('prints objects', () => {
    const { status, stdout } = grocker('lint', 'hidden', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toStrictEqual([
      {
        code: 'no-lock',
        severity: 'warning',
        line: 1,
        column: 10,
        endLine: 1,
        endColumn: 24,
        message: 'no lock says which versions are installed',
        help: 'Commit a uv.lock or another lock, or write a pylock.toml with `grocker lock`.',
      },
    ]);
  });

  it.each([
    ['a remark alone', ['lint', 'remark'], 0],
    ['an argument that is given', ['lint', 'argument', '--build-arg', 'V=1'], 0],
    ['an argument that is not given', ['lint', 'argument'], 1],
    ['a file that is not UTF-8', ['lint', 'latin'], 1],
    ['a directory without a definition', ['lint', '.'], 2],
    ['an unknown flag', ['lint', '--jsno'], 2],
  ])('ends with the status of %s', (_, words, status) => {
    expect(grocker(...words).status).toBe(status);
  });
});

describe('grocker schema', () => {
  it('prints the JSON Schema', () => {
    const { status, stdout } = grocker('schema');
    expect([status, JSON.parse(stdout)]).toStrictEqual([0, jsonSchema()]);
  });
});
