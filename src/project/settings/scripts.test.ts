import { describe, expect, it } from 'vitest';
import { SourceText } from '../../diagnostics/source-text.ts';
import { declaredScripts } from './scripts.ts';
import { tomlOf } from './toml-of.ts';

describe('the scripts that the files of a project name', () => {
  const pyproject = (text: string) => tomlOf(new SourceText('pyproject.toml', text));
  it.each([
    ['[project.scripts]\nb = "a:b"\na = "a:a"\n', ['a', 'b'], false],
    ['[tool.poetry.scripts]\np = "p:main"\n', ['p'], false],
    ['[project]\ndynamic = ["scripts"]\n', [], true],
    ['[project]\nname = "a"\n', [], false],
  ])('%j', (text, names, mayHaveMore) => {
    const files = { table: pyproject(text), hasSetupScript: false };
    expect(declaredScripts(files)).toStrictEqual({ names, mayHaveMore });
  });

  it.each([
    [
      '[options.entry_points]\nconsole_scripts =\n    a = x:a\n    b-c = x:b\n\n[other]\nz = 1\n',
      ['a', 'b-c'],
    ],
    ['[options.entry_points]\nconsole_scripts = a = x:a\ngui_scripts =\n    g = x:g\n', ['a']],
    ['[metadata]\nname = a\n', []],
  ])('setup.cfg: %j', (setupConfiguration, names) => {
    const files = { table: undefined, hasSetupScript: true, setupConfiguration };
    expect(declaredScripts(files)).toStrictEqual({ names, mayHaveMore: true });
  });
});
