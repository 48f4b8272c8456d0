import { describe, expect, it } from 'vitest';
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { SourceText } from '../../../diagnostics/source-text.ts';
import { pythonTarget } from '../../../python/python-target.ts';
import { readLock } from '../../read-lock.ts';
import type { SelectionRequest } from '../../selection.ts';
import { selectDistributions } from '../../select-distributions.ts';

const sha = (digit: string) => digit.repeat(64);
const file = (name: string, digit: string) =>
  `{ url = "https://files.example/${name}", size = 7, hashes = { sha256 = "${sha(digit)}" } }`;

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

function select(text: string, changes: Partial<SelectionRequest> = {}) {
  const lock = readLock({ format: 'pylock', source: new SourceText('dir/pylock.toml', text) });
  return selectDistributions(lock, { ...request, ...changes });
}

const head = 'lock-version = "1.0"\ncreated-by = "us"\n';

describe('pylock.toml', () => {
  it('chooses the best wheel, else the sdist', () => {
    const { distributions, diagnostics } = select(`${head}requires-python = ">=3.11"
[[packages]]
name = "B"
version = "1"
sdist = ${file('b-1.tar.gz', '1')}
[[packages]]
name = "a"
version = "2"
wheels = [
  ${file('a-2-py3-none-any.whl', '2')},
  ${file('a-2-cp313-cp313-manylinux_2_28_x86_64.whl', '3')},
]
`);
    expect(diagnostics).toEqual([]);
    const at = (line: number) => ({
      file: 'dir/pylock.toml',
      start: { line, column: 1 },
      end: { line, column: 1 },
    });
    expect(distributions).toEqual([
      {
        name: 'a',
        version: '2',
        span: at(8),
        source: {
          kind: 'wheel',
          file: 'a-2-cp313-cp313-manylinux_2_28_x86_64.whl',
          url: 'https://files.example/a-2-cp313-cp313-manylinux_2_28_x86_64.whl',
          sha256: sha('3'),
          size: 7,
        },
      },
      {
        name: 'b',
        version: '1',
        span: at(4),
        source: {
          kind: 'sdist',
          file: 'b-1.tar.gz',
          url: 'https://files.example/b-1.tar.gz',
          sha256: sha('1'),
          size: 7,
        },
      },
    ]);
  });

  it('reads directories, archives and repositories', () => {
    const { distributions } = select(
      `${head}
[[packages]]
name = "tree"
directory = { path = "../lib", editable = true }
[[packages]]
name = "git"
vcs = { type = "git", url = "https://git.example/x.git", commit-id = "${'a'.repeat(40)}", subdirectory = "s" }
[[packages]]
name = "arc"
archive = { url = "https://files.example/arc.zip", subdirectory = "py", hashes = { sha256 = "${sha('4')}" } }
[[packages]]
name = "local"
archive = { path = "local-1-py3-none-any.whl", hashes = { sha256 = "${sha('5')}" } }
`,
      { mirrors: { 'https://files.example/': 'https://mirror.example/f/' } },
    );
    expect(distributions.map(({ source }) => source)).toEqual([
      {
        kind: 'sdist',
        file: 'arc.zip',
        url: 'https://mirror.example/f/arc.zip',
        sha256: sha('4'),
        direct: true,
        subdirectory: 'py',
      },
      { kind: 'git', url: 'https://git.example/x.git', commit: 'a'.repeat(40), subdirectory: 's' },
      {
        kind: 'file',
        fileKind: 'wheel',
        path: 'dir/local-1-py3-none-any.whl',
        file: 'local-1-py3-none-any.whl',
        sha256: sha('5'),
      },
      { kind: 'directory', path: 'lib', editable: true },
    ]);
  });

  const choices = `${head}extras = ["gui"]
dependency-groups = ["dev"]
default-groups = ["project"]
[[packages]]
name = "base"
marker = "'project' in dependency_groups"
wheels = [${file('base-1-py3-none-any.whl', '1')}]
[[packages]]
name = "qt"
marker = "'gui' in extras"
wheels = [${file('qt-1-py3-none-any.whl', '2')}]
[[packages]]
name = "pytest"
marker = "'dev' in dependency_groups and python_full_version >= '3.13.2'"
wheels = [${file('pytest-1-py3-none-any.whl', '3')}]
[[packages]]
name = "win"
marker = "sys_platform == 'win32'"
wheels = [${file('win-1-py3-none-any.whl', '4')}]
`;

  it.each([
    [{}, ['base']],
    [{ extras: ['GUI'] }, ['base', 'qt']],
    [{ groups: ['dev'] }, ['base', 'pytest']],
    [{ extras: ['gui'], groups: ['dev'] }, ['base', 'pytest', 'qt']],
  ])('evaluates markers with extras and groups: %o', (changes, names) => {
    const selection = select(choices, changes);
    expect(selection.distributions.map(({ name }) => name)).toEqual(names);
    expect(selection.diagnostics).toEqual([]);
  });

  it.each([
    ['3.13', true],
    ['3.13.5', false],
  ])('tells for %s whether the patch version matters: %s', (version, depends) => {
    const target = pythonTarget({ ...request.target.interpreter, version });
    expect(select(choices, { target, groups: ['dev'] }).dependsOnPatch).toBe(depends);
  });

  it.each([
    ['an unknown extra', choices, { extras: ['guy'] }, 'unknown-extra', 1],
    ['an unknown group', choices, { groups: ['tests'] }, 'unknown-group', 1],
    ['another Python', `${head}requires-python = "<3.13"\n`, {}, 'lock-python', 1],
    ['another platform', `${head}environments = ["os_name == 'nt'"]\n`, {}, 'lock-environment', 1],
    [
      'a package for another Python',
      `${head}[[packages]]\nname = "a"\nrequires-python = "<3"\nsdist = ${file('a.tar.gz', '1')}\n`,
      {},
      'lock-python',
      3,
    ],
    [
      'two of one name',
      `${head}${`[[packages]]\nname = "a"\nsdist = ${file('a.tar.gz', '1')}\n`.repeat(2)}`,
      {},
      'lock-ambiguous',
      6,
    ],
    [
      'no wheel that fits',
      `${head}[[packages]]\nname = "a"\nwheels = [${file('a-1-cp39-cp39-win32.whl', '1')}]\n`,
      {},
      'lock-unavailable',
      3,
    ],
    [
      'a package without usable files',
      `${head}[[packages]]\nname = "a"\nsdist = ${file('a-1.tar.gz', '1')}\n`,
      { onlyBinary: ['A'] },
      'lock-unavailable',
      3,
    ],
    [
      'a directory outside',
      `${head}[[packages]]\nname = "a"\ndirectory = { path = "../../x" }\n`,
      {},
      'lock-path',
      3,
    ],
    [
      'a file outside',
      `${head}[[packages]]\nname = "a"\nsdist = { path = "/x/a-1.tar.gz" }\n`,
      {},
      'lock-path',
      3,
    ],
  ])('reports %s', (_, text, changes, code, line) => {
    const { diagnostics } = select(text, changes);
    expect(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.span?.start.line])).toEqual(
      [[code, line]],
    );
  });

  it('names the Pythons that it has wheels for, and a runtime with one', () => {
    const wheels = [9, 10, 11].map((minor) =>
      file(`a-1-cp3${minor}-cp3${minor}-manylinux1_x86_64.whl`, '1'),
    );
    const text = `${head}[[packages]]\nname = "a"\nwheels = [${wheels.join(', ')}]\n`;
    const runtimes = [
      { name: 'newest', pythonVersion: '3.14' },
      { name: 'older', pythonVersion: '3.11' },
    ];
    const [found] = select(text, { runtimes }).diagnostics;
    expect(found?.message).toContain('; it has wheels for Python 3.9 to 3.11');
    expect(found?.help).toBe('Set `runtime: older`, or lock a version that has a file for it.');
  });

  it.each([
    ['no TOML', 'lock-version = "1.0"\n[[packages]\n', 'lock-syntax', 2],
    ['another version', 'lock-version = "2.0"\n', 'lock-version', 1],
    ['no version', 'packages = []\n', 'lock-field', 1],
    ['a field of another type', `${head}[[packages]]\nname = 7\n`, 'lock-field', 4],
    [
      'a wheel without url',
      `${head}[[packages]]\nname = "a"\nwheels = [\n{},\n{}]\n`,
      'lock-field',
      6,
    ],
    ['a package without files', `${head}[[packages]]\nname = "a"\n`, 'lock-field', 3],
    [
      'no marker',
      `${head}[[packages]]\nname = "a"\nmarker = "what"\nsdist = ${file('a.zip', '1')}\n`,
      'lock-field',
      3,
    ],
  ])('refuses %s and names the line', (_, text, code, line) => {
    expect(() => select(text)).toThrow(DiagnosticError);
    try {
      select(text);
    } catch (error) {
      const [diagnostic] = error instanceof DiagnosticError ? error.diagnostics : [];
      expect([diagnostic?.code, diagnostic?.span?.start.line]).toEqual([code, line]);
    }
  });
});
