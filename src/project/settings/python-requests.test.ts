import { describe, expect, it } from 'vitest';
import { pythonRequests } from './python-requests.ts';
import { suitedRuntime } from './suited-runtime.ts';

function runtimeOf(
  files: Readonly<Record<string, string>>,
  directories: readonly string[] = ['.'],
) {
  const suited = suitedRuntime(pythonRequests(files, directories));
  if (suited.kind === 'none') {
    return [`${suited.error.code} ${at(suited.error.span)}`, suited.error.help?.split('`')[1]];
  }
  const { runtime, remarks } = suited;
  return runtime
    ? [runtime.name, ...remarks.map(({ code, span }) => `${code} ${at(span)}`)]
    : 'default';
}

function at(
  span: { readonly file: string; readonly start: { readonly line: number } } | undefined,
) {
  return `${span?.file ?? ''}:${span?.start.line ?? 0}`;
}

const project = (python: string) => `[project]\nname = "a"\nrequires-python = "${python}"\n`;

describe('the runtime that a version file asks for', () => {
  it.each([
    ['.python-version', '3.11\n', 'bookworm/3.11'],
    ['.python-version', '# ours\n\n3.12   # tested\n3.11\n', 'trixie/3.12'],
    ['.python-version', 'cpython-3.11.4-linux-x86_64-gnu', 'bookworm/3.11'],
    ['.python-version', 'cpython@3.14', 'trixie/3.14'],
    ['.python-version', '3.14-dev', 'trixie/3.14'],
    ['.python-version', '==3.12.*', 'trixie/3.12'],
    ['runtime.txt', 'python-3.11.9\n', 'bookworm/3.11'],
    ['.tool-versions', 'nodejs 22\npython 3.12.1 3.11 # both\n', 'trixie/3.12'],
    ['mise.toml', '[tools]\nnode = "22"\npython = "3.12"\n', 'trixie/3.12'],
    ['.mise.toml', '[tools]\npython = ["3.12", "3.11"]\n', 'trixie/3.12'],
    ['mise.toml', '[tools.python]\nversion = "3.11"\n', 'bookworm/3.11'],
    ['mise.lock', '[[tools.python]]\nversion = "3.14.1"\nbackend = "core:python"\n', 'trixie/3.14'],
    ['Pipfile', '[requires]\npython_version = "3.10"\n', 'trixie/3.10'],
    ['setup.cfg', '[options]\npython_requires = ==3.12.*\n', 'trixie/3.12'],
    ['pyproject.toml', project('~=3.12.0'), 'trixie/3.12'],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "~3.12"\n', 'trixie/3.12'],
    [
      'poetry.lock',
      '[metadata]\nlock-version = "2.1"\npython-versions = "3.11.*"\n',
      'bookworm/3.11',
    ],
    ['Pipfile.lock', '{"_meta": {"requires": {"python_version": "3.12"}}}', 'trixie/3.12'],
    ['uv.lock', 'version = 1\nrequires-python = ">=3.11, <3.13"\n', 'bookworm/3.11'],
  ])('%s: %j', (file, text, runtime) => {
    const [found] = runtimeOf({ [file]: text });
    expect(found).toBe(runtime);
  });

  it.each([
    ['3.13', ['trixie/3.13', 'chosen-runtime .python-version:1']],
    [
      '\n3.13.3',
      ['trixie/3.13', 'chosen-runtime .python-version:2', 'python-patch .python-version:2'],
    ],
    ['>=3.12', 'default'],
    ['3', 'default'],
    ['system', 'default'],
    ['# nothing', 'default'],
    ['<3.13', ['bookworm/3.11', 'chosen-runtime .python-version:1']],
    ['pypy', ['no-suitable-runtime .python-version:1', 'runtime: trixie/3.13']],
    ['pypy@3.10', ['no-suitable-runtime .python-version:1', 'runtime: trixie/3.13']],
    ['3.13t', ['no-suitable-runtime .python-version:1', 'runtime: trixie/3.13']],
    ['my-environment', ['no-suitable-runtime .python-version:1', 'runtime: trixie/3.13']],
    ['3.15', ['no-suitable-runtime .python-version:1', 'runtime: trixie/3.14']],
    ['2.7.18', ['no-suitable-runtime .python-version:1', 'runtime: trixie/3.9']],
    ['>=3.14', ['no-suitable-runtime .python-version:1', 'runtime: trixie/3.14']],
  ])('.python-version: %j', (text, expected) => {
    expect(runtimeOf({ '.python-version': text })).toStrictEqual(expected);
  });

  it('applies to directories below; the nearest counts', () => {
    const files = { '.python-version': '3.12', 'a/.python-version': '3.11' };
    expect(runtimeOf(files, ['b', '.'])).toContain('trixie/3.12');
    expect(runtimeOf(files, ['a', '.'])).toStrictEqual([
      'bookworm/3.11',
      'chosen-runtime a/.python-version:1',
      'python-contradiction .python-version:1',
    ]);
  });

  it('is locked by mise', () => {
    const files = {
      'mise.toml': '[tools]\npython = "latest"\n',
      'mise.lock': '[[tools.python]]\nversion = "3.12"\n',
    };
    expect(runtimeOf(files)).toStrictEqual(['trixie/3.12', 'chosen-runtime mise.lock:1']);
  });

  it('warns about the patch version of a Pipfile', () => {
    const text = '[requires]\npython_version = "3.13"\npython_full_version = "3.13.2"\n';
    const suited = suitedRuntime(pythonRequests({ Pipfile: text }, ['.']));
    expect(suited.kind === 'found' && suited.remarks.map(({ severity }) => severity)).toEqual([
      'info',
      'warning',
    ]);
  });
});

describe('the runtime that requires-python admits', () => {
  it.each([
    ['>=3.9', 'default'],
    ['', 'default'],
    ['not a range', 'default'],
    ['>=3.9,<3.13', ['bookworm/3.11', 'chosen-runtime pyproject.toml:3']],
    ['>=3.14', ['no-suitable-runtime pyproject.toml:3', 'runtime: trixie/3.14']],
    ['<3.11', ['no-suitable-runtime pyproject.toml:3', 'runtime: trixie/3.10']],
    [
      '==3.12.4',
      ['trixie/3.12', 'chosen-runtime pyproject.toml:3', 'python-patch pyproject.toml:3'],
    ],
  ])('%j', (range, expected) => {
    expect(runtimeOf({ 'pyproject.toml': project(range) })).toStrictEqual(expected);
  });

  it('applies beside a range of a version file', () => {
    const files = { '.python-version': '>=3.11', 'pyproject.toml': project('<3.13') };
    expect(runtimeOf(files)).toStrictEqual(['bookworm/3.11', 'chosen-runtime pyproject.toml:3']);
  });
});

describe('the runtime that a script or its lock asks for', () => {
  const script =
    '# /// script\n# requires-python = ">=3.14"\n# ///\n# requires-python = ">=3.12"\n';
  it.each([
    ['run.py', script, ['run.py'], 'trixie/3.14'],
    ['run.py.lock', 'version = 1\nrequires-python = ">=3.14"\n', ['run.py.lock'], 'trixie/3.14'],
    ['run.py', script, [], undefined],
    ['run.py', 'requires-python = ">=3.14"\n', ['run.py'], undefined],
  ])('%s %j', (name, text, locks, expected) => {
    const suited = suitedRuntime(pythonRequests({ [name]: text }, ['.'], locks));
    expect(suited.kind === 'none' ? suited.nearest?.name : undefined).toBe(expected);
  });
});
