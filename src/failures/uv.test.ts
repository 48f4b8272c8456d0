import { describe, expect, test } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { pythonFailure, type Blamable } from './uv.ts';

const at = (line: number) => ({
  file: 'grocker.yml',
  start: { line, column: 1 },
  end: { line, column: 2 },
});
const release = { name: 'app', span: at(2) };
const runtime = { name: 'bookworm/3.11' };
const packages = [
  { value: 'Plug-In==2', span: at(3) },
  { value: 'other', span: at(4) },
];

describe('pythonFailure', () => {
  test('points at the lines that conflict', () => {
    const words =
      'No solution found when resolving dependencies:\n  cause: Because flask==3.0.3 depends on werkzeug>=3.0.0 and you require werkzeug==2.0.0, we can conclude that your requirements are unsatisfiable.';
    const line = (number: number) => ({ ...at(number), file: 'requirements.txt' });
    const lines = [
      { name: 'iniconfig', span: line(1) },
      { name: 'flask', span: line(2) },
      { name: 'werkzeug', span: line(3) },
    ];
    const found = pythonFailure({ spec: { packages, runtime }, lines }, words);
    expect(found).toMatchObject({
      code: 'python-resolution',
      span: line(2),
      related: [{ message: 'werkzeug is required here', span: line(3) }],
    });
  });

  test.each([
    'it unpacks to more than 256 MiB',
    'it has more than 200000 files',
    'it has a header of 8589934592 bytes',
    'its directory has more than 256 MiB',
  ])('an archive of the context is not read: %s', (words) => {
    const lines = [{ name: 'evil', span: at(7) }];
    const found = pythonFailure(
      { spec: { packages: [], runtime }, lines },
      `dist/evil-1.tar.gz is refused: ${words}`,
    );
    expect(found).toMatchObject({ code: 'archive-too-large', span: at(7) });
    expect(found.message).toMatch(
      /^dist\/evil-1\.tar\.gz is not unpacked, because it is too large/,
    );
  });

  test('a name that no index has is to be corrected', () => {
    const words =
      'No solution found when resolving dependencies: Because falsk-cors was not found in the package registry and you require falsk-cors, we can conclude that your requirements are unsatisfiable.';
    const { help } = pythonFailure({ spec: { packages: [], runtime } }, words);
    expect(help).toBe('Correct the name falsk-cors, or name the index that has it under `index`.');
  });

  test('a package that is older than the Python is reported at its line', () => {
    const log =
      "error: Failed to build `numpy==1.24.4`\n  cause: Call to `setuptools.build_meta.get_requires_for_build_wheel` failed\n\n[stderr]\nModuleNotFoundError: No module named 'distutils'\n";
    const lines = [{ name: 'numpy', span: { ...at(1), file: 'requirements.txt' } }];
    const found = pythonFailure({ spec: { packages: [], runtime }, lines, python: '3.13.5' }, log);
    expect(found).toMatchObject({
      code: 'compile-failed',
      span: lines[0]?.span,
      message:
        'numpy 1.24.4 has no wheel for Python 3.13 on this platform, and cannot be built: it needs the module distutils, which Python 3.12 removed: numpy 1.24.4 is older than Python 3.13',
    });
    expect(found.help).toContain('bookworm/3.11');
  });

  test('a package that has wheels for other Pythons names them, and a runtime with one', () => {
    const words =
      'No solution found: Because torch==1.12.0 has no wheels with a matching Python ABI tag (e.g., `cp313`)\n\nhint: You require CPython 3.13 (`cp313`), but we only found wheels for `torch` (v1.12.0) with the following Python ABI tags: `cp37m`, `cp38`, `cp39`, `cp310`';
    const { help, message } = pythonFailure({ spec: { packages: [], runtime } }, words);
    expect(help).toContain('`runtime: trixie/3.10`');
    expect(message).toContain('`cp310`');
  });

  test('a build that fails for an unknown reason lists the Pythons that have a wheel', () => {
    const words = 'error: Failed to build `scipy==1.7.0`\n  cause: something broke\n';
    const wheels = { pythons: ['3.8', '3.9'], isElsewhere: false };
    const found = pythonFailure(
      { spec: { packages: [], runtime }, python: '3.13.5', wheels },
      words,
    );
    expect(found).toMatchObject({
      code: 'compile-failed',
      message:
        'scipy 1.7.0 has no wheel for Python 3.13 on this platform, and cannot be built: something broke; it has wheels for Python 3.8 and 3.9',
    });
    expect(found.help).toContain('`runtime: trixie/3.9`');
  });

  test('the message does not name files of the builder', () => {
    const words = "error: Couldn't parse requirement in `/tmp/tmpx1/requirements.in` at position 0";
    const { message } = pythonFailure({ spec: { packages: [], runtime } }, words);
    expect(message).toBe("Couldn't parse requirement in the requirements");
  });

  test('a package for another system only', () => {
    const words =
      'No solution found: Because pywin32==311 has no wheels with a matching platform tag (e.g., `manylinux_2_39_x86_64`) and you require pywin32==311';
    const { help } = pythonFailure({ spec: { packages: [], runtime } }, words);
    expect(help).toContain('sys_platform == "win32"');
  });

  test('asks for a lock where a repository has to be read', () => {
    const words =
      'error: Failed to download and build `a @ git+https://git.example/a.git`\n  cause: Git operation failed\n  cause: Git executable not found. Ensure that Git is installed and available.';
    expect(pythonFailure({ spec: { packages: [], runtime } }, words)).toMatchObject({
      code: 'python-resolution',
      help: 'Pin it with a lock, such as that of `uv lock`, and the builder fetches the repository; or add git to `dependencies.build`.',
    });
  });

  test('asks for the password where the index does', () => {
    const words =
      'error: No solution found\n  hint: An index URL could not be queried due to a lack of valid authentication credentials (401 Unauthorized)';
    expect(pythonFailure({ spec: { packages: [], runtime } }, words)).toEqual({
      code: 'python-resolution',
      severity: 'error',
      message:
        'No solution found (An index URL could not be queried due to a lack of valid authentication credentials (401 Unauthorized))',
      help: 'Give the user and password of the index in the secret netrc, pip.conf or uv.toml.',
    });
  });

  const words = [
    'error: No solution found when resolving dependencies',
    '  cause: Because plug-in==2 depends on Python>=3.12,',
    '         we can conclude that plug-in==2 cannot be used.',
    '',
    '  hint: `plug-in` was found elsewhere',
  ].join('\n');
  const spec = { packages: [], runtime };
  const cases: readonly [string, Blamable['spec'], string | undefined, number | undefined][] = [
    ['the package that uv names', { ...spec, release, packages }, undefined, 3],
    ['the release where it names none', { ...spec, release }, undefined, 2],
    ['a dependency of the project', spec, '[project]\ndependencies = ["a", "plug.in"]', 2],
    ['the project', { ...spec, project: { span: at(9) } }, undefined, 9],
    ['nothing', spec, undefined, undefined],
  ];

  test.each(cases)('points at %s', (_, spec, text, line) => {
    const pyproject = text === undefined ? undefined : new SourceText('pyproject.toml', text);
    const { span, ...diagnostic } = pythonFailure({ spec, pyproject }, words);
    expect(span?.start.line).toBe(line);
    expect(diagnostic).toEqual({
      code: 'python-resolution',
      severity: 'error',
      message:
        'No solution found when resolving dependencies: Because plug-in==2 depends on Python>=3.12, we can conclude that plug-in==2 cannot be used. (`plug-in` was found elsewhere)',
      help: 'Make sure that the version exists and supports the Python of bookworm/3.11.',
    });
  });

  test('an unreachable index is not reported as a wrong version', () => {
    const unreachable = [
      'error: Failed to fetch: `https://index.example/simple/app/`',
      '  cause: error sending request for url (https://index.example/simple/app/)',
      '  cause: client error (Connect)',
      '  cause: dns error',
    ].join('\n');
    expect(pythonFailure({ spec: { release, packages, runtime } }, unreachable)).toEqual({
      code: 'network-unreachable',
      severity: 'error',
      message:
        'uv cannot look up the packages, because the index cannot be reached: its name does not resolve (Failed to fetch: `https://index.example/simple/app/`: error sending request for url (https://index.example/simple/app/): client error (Connect): dns error)',
      span: at(2),
      help: 'Check the name, and that the builder can resolve it: the index may be behind a proxy (--build-arg HTTPS_PROXY=…) or need --add-host.',
    });
  });
});
