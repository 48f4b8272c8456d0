import { describe, expect, it } from 'vitest';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { pythonTarget } from '../python/python-target.ts';
import { lockBounds } from './bounds.ts';
import type { LockFormat } from './lock-format.ts';
import { readLock } from './read-lock.ts';
import type { SelectionRequest } from './selection.ts';
import { selectDistributions } from './select-distributions.ts';

const request: SelectionRequest = {
  target: pythonTarget({
    version: '3.13.5',
    freeThreaded: false,
    architecture: 'amd64',
    libc: { name: 'glibc', version: '2.41' },
  }),
  extras: [],
  groups: [],
  noBinary: [],
  onlyBinary: [],
};

const hash = `sha256:${'0'.repeat(64)}`;

/** A uv.lock of a project that needs every one of its packages. */
function uvLock(packages: number, wheels: number): string {
  const names = Array.from({ length: packages }, (_, at) => `package-${at}`);
  const platforms = ['manylinux_2_28_x86_64', 'musllinux_1_2_x86_64', 'macosx_11_0_arm64', 'win32'];
  const tables = names.map((name, at) => {
    const files = Array.from({ length: wheels }, (_, file) => {
      const python = `cp3${9 + (file % 6)}`;
      const platform = platforms[file % platforms.length] ?? '';
      const url = `https://files.example/packages/${at}/package_${at}-1.${file}-${python}-${python}-${platform}.whl`;
      return `    { url = "${url}", hash = "${hash}", size = ${1000 + file}, upload-time = "2026-01-01T00:00:00.000Z" },\n`;
    });
    const next = names[at + 1];
    const edge =
      next === undefined
        ? ''
        : `dependencies = [\n    { name = "${next}", marker = "python_full_version >= '3.${at % 10}'" },\n]\n`;
    return `[[package]]\nname = "${name}"\nversion = "1"\nsource = { registry = "https://index.example/simple" }\n${edge}sdist = { url = "https://files.example/package_${at}-1.tar.gz", hash = "${hash}", size = 1 }\nwheels = [\n${files.join('')}]\n\n`;
  });
  const edges = names.map((name) => `    { name = "${name}" },\n`).join('');
  return `version = 1\nrevision = 3\nrequires-python = ">=3.11"\n\n${tables.join('')}[[package]]\nname = "project"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [\n${edges}]\n`;
}

function codeOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics[0]?.code;
    throw error;
  }
}

function read(format: LockFormat, text: string, files: Readonly<Record<string, string>> = {}) {
  return readLock({
    format,
    source: new SourceText(format === 'requirements' ? 'requirements.txt' : 'lock', text),
    pyproject: new SourceText('pyproject.toml', ''),
    readFile: (name) => {
      const found = files[name];
      return found === undefined ? undefined : new SourceText(name, found);
    },
  });
}

describe('bounds of locks', () => {
  it('reads ten megabytes', () => {
    const text = uvLock(1500, 30);
    expect(text.length).toBeGreaterThan(10_000_000);
    const lock = readLock({ format: 'uv', source: new SourceText('uv.lock', text) });
    expect(selectDistributions(lock, request).distributions.length).toBe(1500);
  });

  it.each<LockFormat>(['uv', 'pylock', 'poetry', 'pdm', 'pipfile', 'requirements'])(
    'refuses a larger %s than the bound',
    (format) => {
      const text = ' '.repeat(lockBounds.fileLength + 1);
      expect(codeOf(() => read(format, text))).toBe('lock-too-large');
    },
  );

  it('refuses more requirements than the bound', () => {
    const text = 'six==1\n'.repeat(lockBounds.packages + 1);
    expect(codeOf(() => read('requirements', text))).toBe('lock-too-large');
  });

  it('refuses more packages than the bound', () => {
    const text = `lock-version = "1.0"\n${'[[packages]]\nname = "a"\n'.repeat(lockBounds.packages + 1)}`;
    expect(codeOf(() => read('pylock', text))).toBe('lock-too-large');
  });

  it('refuses nesting deeper than the bound', () => {
    const depth = lockBounds.nesting + 1;
    const text = `version = 1\na = ${'['.repeat(depth)}${']'.repeat(depth)}\n`;
    expect(codeOf(() => read('uv', text))).toBe('lock-syntax');
    const json = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(codeOf(() => read('pipfile', json))).toBe('lock-syntax');
  });

  it('follows includes to the bound and no deeper', () => {
    const chain = (length: number) =>
      Object.fromEntries(
        Array.from({ length }, (_, at) => [
          `r${at}.txt`,
          at + 1 < length ? `-r r${at + 1}.txt\n` : 'six==1.16.0\n',
        ]),
      );
    const deepest = chain(lockBounds.includeDepth);
    const lock = read('requirements', '-r r0.txt\n', deepest);
    expect(selectDistributions(lock, request).distributions.length).toBe(1);
    const deeper = chain(lockBounds.includeDepth + 1);
    expect(codeOf(() => read('requirements', '-r r0.txt\n', deeper))).toBe('lock-too-large');
  });

  it('refuses a file that includes itself', () => {
    const files = { 'a.txt': '-r b.txt\n', 'b.txt': '-c a.txt\n' };
    expect(codeOf(() => read('requirements', '-r a.txt\n', files))).toBe('lock-syntax');
  });

  const long = 200_000;
  it.each<[string, LockFormat, string]>([
    ['blanks', 'requirements', `a${' '.repeat(long)}b`],
    ['backslashes', 'requirements', `${'\\'.repeat(long)}a\\`],
    ['slashes', 'requirements', `-e ./${'/'.repeat(long)}a`],
    ['digits', 'requirements', `a==${'1'.repeat(long)}`],
    ['digits in a marker', 'requirements', `a==1 ; python_version < "${'1'.repeat(long)}"`],
    ['parts of a version', 'requirements', `a==${'1.0.'.repeat(long / 4)}1`],
    ['hashes', 'requirements', `a==1 ${'#'.repeat(long)}`],
    ['quotes', 'requirements', `a --hash="${' '.repeat(long)}`],
    ['empty lines', 'uv', '\n'.repeat(long)],
    ['brackets', 'pylock', `lock-version = "1.0"\na = ${'['.repeat(long)}`],
    [
      'blanks of a constraint',
      'poetry',
      `[metadata]\nlock-version = "2.1"\npython-versions = "1${' '.repeat(long)}x"\n`,
    ],
    ['braces', 'pipfile', '{'.repeat(long)],
  ])('ends within the time of a test for many %s', (_, format, text) => {
    codeOf(() => selectDistributions(read(format, text), request));
  });
});
