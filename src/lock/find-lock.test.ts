import { describe, expect, it } from 'vitest';
import { ParseError } from '../diagnostics/parse-error.ts';
import { contextPath, directoryOf, relativePath } from '../paths/context-path.ts';
import { fileNameOfUrl } from './file-name.ts';
import { findLock } from './find-lock.ts';
import { lockFormat } from './lock-format.ts';
import { mirroredUrl } from './mirrored-url.ts';
import {
  parsePoetryConstraint,
  poetryConstraintAllows,
} from './formats/poetry/poetry-constraint.ts';
import { pythonJson } from './python-json.ts';

describe('findLock', () => {
  it.each<[string[], string | undefined]>([
    [['requirements.txt', 'poetry.lock', 'uv.lock'], 'uv.lock'],
    [['pylock.prod.toml', 'pylock.toml', 'poetry.lock'], 'pylock.toml'],
    [['pylock.b.toml', 'pylock.a.toml', 'Pipfile.lock'], 'pylock.a.toml'],
    [['pdm.lock', 'Pipfile.lock'], 'pdm.lock'],
    [['requirements.txt', 'Pipfile.lock'], 'Pipfile.lock'],
    [['requirements.txt', 'requirements-dev.txt'], 'requirements.txt'],
    [['pylock.a.b.toml', 'Cargo.lock', 'pyproject.toml'], undefined],
  ])('%j: %s', (names, found) => {
    expect(findLock(names)).toBe(found);
  });
});

describe('lockFormat', () => {
  it.each([
    ['uv.lock', '', 'uv'],
    ['a/poetry.lock', '', 'poetry'],
    ['pdm.lock', '', 'pdm'],
    ['Pipfile.lock', '', 'pipfile'],
    ['pylock.prod.toml', '', 'pylock'],
    ['requirements/main.txt', '', 'requirements'],
    ['constraints.in', '', 'requirements'],
    ['old.lock', 'version = 1\nrevision = 2\n', 'uv'],
    ['lock.toml', '# by uv\n\nlock-version = "1.0"\n', 'pylock'],
    ['other.lock', '[metadata]\nlock-version = "2.1"\n', 'poetry'],
    ['other.lock', '# by PDM\n[metadata]\ngroups = ["default"]\nlock_version = "4.5"\n', 'pdm'],
    ['lock.json', '{\n    "_meta": {}', 'pipfile'],
  ])('%s, %j: %s', (name, text, format) => {
    expect(lockFormat(name, text)).toBe(format);
  });

  it('refuses a lock of another kind', () => {
    expect(lockFormat('Cargo.lock', 'version = 4\n')).toMatchObject({ code: 'lock-format' });
  });
});

describe('paths of the context', () => {
  it.each([
    ['.', 'a/./b', 'a/b'],
    ['a', '../b', 'b'],
    ['a', '..', '.'],
    ['.', '.', '.'],
    ['a', '../../b', undefined],
    ['.', '/etc', undefined],
    ['.', 'C:\\x', undefined],
  ])('%s and %s: %s', (directory, path, expected) => {
    expect(contextPath(directory, path)).toBe(expected);
  });

  it.each([
    ['.', 'a/b', 'a/b'],
    ['a', 'b', '../b'],
    ['a/b', 'a', '..'],
    ['a', 'a', '.'],
  ])('from %s to %s: %s', (from, to, expected) => {
    expect(relativePath(from, to)).toBe(expected);
    expect(contextPath(from, expected)).toBe(to);
  });

  it('has directories', () => {
    expect([directoryOf('uv.lock'), directoryOf('a/b/uv.lock')]).toEqual(['.', 'a/b']);
  });
});

describe('urls', () => {
  it.each([
    [
      'https://files.example/a/torch-2%2Bcpu-py3-none-any.whl?x=1#y',
      'torch-2+cpu-py3-none-any.whl',
    ],
    ['https://files.example/PyYAML-6.tar.gz', 'PyYAML-6.tar.gz'],
    ['https://files.example/a%zz.whl', 'a%zz.whl'],
  ])('%s is the file %s', (url, file) => {
    expect(fileNameOfUrl(url)).toBe(file);
  });

  it.each([
    ['https://files.example/a/b', 'https://near.example/b'],
    ['https://files.example/c', 'https://far.example/c'],
    ['https://other.example/c', 'https://other.example/c'],
  ])('%s is fetched from %s', (url, expected) => {
    const mirrors = {
      'https://files.example/': 'https://far.example/',
      'https://files.example/a/': 'https://near.example/',
    };
    expect(mirroredUrl(url, mirrors)).toBe(expected);
  });
});

describe('constraints of Poetry', () => {
  it.each<[string, string[], string[]]>([
    ['^1.2.3', ['1.2.3', '1.9'], ['1.2.2', '2.0']],
    ['^0.2.3', ['0.2.9'], ['0.3', '0.2.2']],
    ['^0.0.3', ['0.0.3'], ['0.0.4']],
    ['^0', ['0.9'], ['1.0']],
    ['~1.2.3', ['1.2.9'], ['1.3']],
    ['~1', ['1.9'], ['2']],
    ['~=1.4.2', ['1.4.9'], ['1.5']],
    ['1.*', ['1.0', '1.99'], ['2.0']],
    ['!=1.5.*', ['1.4'], ['1.5.2']],
    ['*', ['0', '99'], []],
    ['1.2', ['1.2', '1.2.0'], ['1.2.1']],
    ['>=1,<2', ['1.5'], ['2', '0.9']],
    ['>=1 <2', ['1.5'], ['2']],
    ['<1 || >=2,<3', ['0.5', '2.5'], ['1', '3']],
    ['<1|^2', ['0.5', '2.5'], ['1']],
    ['>=3.6.*', ['3.6', '3.12', '4.0'], ['3.5']],
    ['>3.6.*', ['3.6.1', '3.12'], ['3.6']],
    ['<4.*', ['3.12'], ['4.0']],
    ['<=3.12.*', ['3.12', '3.6'], ['3.12.1']],
    ['>=2.7, !=3.0.*, !=3.1.*', ['2.7', '3.2'], ['3.0.1', '3.1']],
    ['v3.*', ['3.12'], ['2.7', '4']],
    ['==3.*.*', ['3.12'], ['4']],
    ['x', ['0', '99'], []],
    ['*.*', ['0', '99'], []],
    ['>=1!2.0', ['1!2.0', '2!0'], ['3', '1!1']],
    ['^1!2.0', ['1!2.0', '1!2.9'], ['2.0', '1!3.0']],
    ['~1!2.0', ['1!2.0.9'], ['2.0', '1!2.1']],
    ['~=1!2.0', ['1!2.9'], ['2.9', '1!3.0']],
    ['1!2.*', ['1!2.9'], ['2.9', '1!3.0']],
    ['!=1!2.*', ['2.9', '1!3.0'], ['1!2.9']],
    ['1!=2', ['1'], ['1!2']],
    ['^2.0.1+cu118', ['2.0.1+cu118', '2.1'], ['2.0.1', '3']],
    ['>=2.0.1+cu118', ['2.0.1+cu118', '2.1+cpu'], ['2.0.1']],
  ])('%s', (text, admitted, refused) => {
    const constraint = parsePoetryConstraint(text);
    const admits = (version: string) => poetryConstraintAllows(constraint, version);
    expect([admitted.filter(admits), refused.filter(admits)]).toEqual([admitted, []]);
  });

  it.each(['^3.6.*', '~3.6.*', '~=3.6.*', '1!', '>=3.*.1'])('%s is none', (text) => {
    expect(() => parsePoetryConstraint(text)).toThrow(ParseError);
  });
});

describe('pythonJson', () => {
  it.each<[unknown, string]>([
    [
      { b: 1n, a: [true, null, 'é😀\u007f"'] },
      '{"a": [true, null, "\\u00e9\\ud83d\\ude00\\u007f\\""], "b": 1}',
    ],
    [{ x: 1, y: 0.5, z: 1e21, w: 1e-7 }, '{"w": 1e-07, "x": 1.0, "y": 0.5, "z": 1e+21}'],
    [{}, '{}'],
  ])('case %#', (value, text) => {
    expect(pythonJson(value)).toBe(text);
  });
});
