import { describe, expect, it } from 'vitest';
import { SourceText } from '../../diagnostics/source-text.ts';
import { noPackage } from './no-package.ts';
import { tomlOf } from './toml-of.ts';

const buildSystem = '[build-system]\nrequires = ["hatchling"]\n';
const project = '[project]\nname = "a"\nversion = "1"\n';

describe('a project is not a package', () => {
  it.each([
    ['uv', `${project}${buildSystem}[tool.uv]\npackage = false\n`, ['tool', 'uv', 'package']],
    [
      'Poetry',
      `${buildSystem}[tool.poetry]\npackage-mode = false\n`,
      ['tool', 'poetry', 'package-mode'],
    ],
    [
      'PDM',
      `${project}${buildSystem}[tool.pdm]\ndistribution = false\n`,
      ['tool', 'pdm', 'distribution'],
    ],
    ['Rye', `${project}${buildSystem}[tool.rye]\nvirtual = true\n`, ['tool', 'rye', 'virtual']],
    ['no [build-system]', project, ['project']],
    ['Poetry without [build-system]', '[tool.poetry]\nname = "a"\n', ['tool', 'poetry']],
  ])('%s', (_, text, path) => {
    expect(noPackage(files(text))?.path).toStrictEqual(path);
  });

  it.each([
    ['has a [build-system]', `${project}${buildSystem}`],
    ['is one for uv', `${project}[tool.uv]\npackage = true\n`],
    ['has scripts', `${project}[project.scripts]\na = "a:a"\n`],
    ['says how setuptools builds it', `${project}[tool.setuptools]\npackages = ["a"]\n`],
    ['says nothing of a project', '[tool.ruff]\nline-length = 100\n'],
  ])('is a package if it %s', (_, text) => {
    expect(noPackage(files(text))).toBeUndefined();
  });

  it('is a package if setup.py builds it', () => {
    expect(noPackage({ ...files(project), hasSetup: true })).toBeUndefined();
  });

  it('is not one with scripts, if uv.lock says so', () => {
    const text = `${project}[project.scripts]\na = "a:a"\n`;
    expect(noPackage(files(text), true)?.path).toStrictEqual(['project']);
  });
});

function files(text: string) {
  const table = tomlOf(new SourceText('pyproject.toml', text));
  return { table, hasSetup: false };
}
