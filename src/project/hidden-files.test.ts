import { expect, test } from 'vitest';

import { SourceText } from '../diagnostics/source-text.ts';
import { parseToml } from '../toml/parse-toml.ts';
import { hiddenFiles } from './hidden-files.ts';

function hidden(text: string, ignore: string, directory = '.') {
  const name = directory === '.' ? 'pyproject.toml' : `${directory}/pyproject.toml`;
  const pyproject = new SourceText(name, text);
  const project = { directory, pyproject, table: parseToml(pyproject) };
  return hiddenFiles(project, { name: '.dockerignore', text: ignore }).map(
    ({ message, span, related, help }) => ({ message, line: span?.start.line, related, help }),
  );
}

test('a readme that .dockerignore leaves out is an error at the line that names it', () => {
  expect(hidden('[project]\nname = "a"\nreadme = "README.md"\n', '.git\n*.md\n')).toEqual([
    {
      message:
        'pyproject.toml names README.md, but .dockerignore excludes README.md from the build',
      line: 3,
      related: [
        {
          message: 'this line excludes it',
          span: {
            file: '.dockerignore',
            start: { line: 2, column: 1 },
            end: { line: 2, column: 5 },
          },
        },
      ],
      help: 'Write `!README.md` in the last line of .dockerignore.',
    },
  ]);
});

test.each([
  ['[project]\nreadme = {file = "docs/about.rst"}\n', 'docs'],
  ['[project]\nlicense = {file = "LICENSE"}\n', 'LICENSE*'],
  ['[project]\nlicense-files = ["LICENSE", "AUTHORS.md"]\n', '*.md'],
  ['[tool.poetry]\nreadme = ["README.md", "CHANGES.md"]\n', 'CHANGES.md'],
  ['[tool.setuptools.dynamic]\nversion = {file = "VERSION"}\n', 'VERSION'],
  ['[tool.setuptools.dynamic]\ndependencies = {file = ["a.txt", "b.txt"]}\n', '*.txt\n!a.txt'],
  ['[tool.setuptools.package-data]\n"shop.web" = ["static/menu.json"]\n', '**/*.json'],
  ['[tool.hatch.version]\npath = "VERSION.py"\n', 'VERSION.py'],
  ['[tool.hatch.build.hooks.custom]\n', 'hatch_build.py'],
  ['[tool.hatch.build.targets.wheel.force-include]\n"data" = "shop/data"\n', 'data/'],
  ['[tool.setuptools.package-data]\n"shop" = ["*.json"]\n', '**/*.json'],
  ['[tool.setuptools.package-data]\n"shop" = ["data/*.json"]\n', 'shop/data'],
  ['[tool.setuptools.package-data]\n"shop" = ["data/**"]\n', '**/data'],
  ['[tool.setuptools.package-data]\n"*" = ["*.sql"]\n', '**/*.sql'],
  [
    '[tool.setuptools]\npackage-dir = {"" = "src"}\npackage-data = {shop = ["*.sql"]}\n',
    'src/**/*.sql',
  ],
  ['[tool.setuptools.data-files]\n"share/shop" = ["conf/*.ini"]\n', 'conf'],
  ['[tool.poetry]\ninclude = ["shop/locale/*.txt"]\n', '**/*.txt'],
  [
    '[tool.poetry]\ninclude = [{path = "shop/menu.json", format = ["sdist", "wheel"]}]\n',
    'shop/*.json',
  ],
  ['[tool.poetry]\npackages = [{include = "shop", from = "lib"}]\n', 'lib'],
  ['[tool.hatch.build]\ninclude = ["/data/**/*.csv"]\n', '**/*.csv'],
  ['[tool.hatch.build.targets.wheel]\npackages = ["src/shop"]\n', 'src/shop/'],
  ['[tool.pdm.build]\nincludes = ["shop/*.toml"]\n', 'shop/*.toml'],
  ['[tool.uv.build-backend]\ndata = {scripts = "bin"}\n', 'bin'],
  ['[build-system]\nbackend-path = ["backend"]\n', 'backend'],
])('%j has one file that %j hides', (text, ignore) => {
  const [first, ...others] = hidden(text, ignore);
  expect(first?.line).toBeGreaterThan(0);
  expect(others).toEqual([]);
});

test.each([
  ['[project]\nreadme = "README.md"\n', '*.md\n!README.md\n'],
  ['[project]\nreadme = "README.md"\n', 'docs/*.md\n'],
  ['[project]\nlicense = "MIT"\n', 'MIT\n'],
  ['[project]\nreadme = {text = "README.md", content-type = "text/plain"}\n', '*.md\n'],
  ['[project]\nlicense-files = ["*.md"]\n', '*.md\n'],
  // Some of the pattern may be in the context.
  ['[tool.setuptools.package-data]\nshop = ["*.json"]\n', '*.json'],
  ['[tool.setuptools.package-data]\nshop = ["*.json"]\n', '**/*.json\n!shop/menu.json'],
  ['[tool.setuptools.package-data]\nshop = ["*.json"]\n', '**/*.json\n!**/menu.json'],
  ['[tool.setuptools.package-data]\nshop = ["**"]\n', '**/*.json'],
  ['[tool.poetry]\ninclude = [{path = "tests", format = "sdist"}]\n', 'tests'],
  ['[tool.hatch.build]\ninclude = ["!shop/old", "../up"]\n', 'shop\n'],
  ['[tool.setuptools.package-data]\nshop = 3\n', '*'],
  // A build makes them.
  ['[tool.setuptools.package-data]\n"*" = ["*.so"]\n', '**/*.so'],
  ['[tool.hatch.build.targets.wheel]\nartifacts = ["*.so", "shop/_version.py"]\n', '**/*.so\nshop'],
])('%j has none that %j hides', (text, ignore) => {
  expect(hidden(text, ignore)).toEqual([]);
});

function hiddenByConfiguration(text: string, ignore: string, directory = '.') {
  const name = directory === '.' ? 'setup.cfg' : `${directory}/setup.cfg`;
  const setupConfiguration = new SourceText(name, text);
  const project = { directory, table: undefined, setupConfiguration };
  return hiddenFiles(project, { name: '.dockerignore', text: ignore }).map(
    ({ message, span }) => `${span?.start.line ?? 0}: ${message}`,
  );
}

test.each([
  ['[metadata]\nlong_description = file: README.md, CHANGES.md\n', 'CHANGES.md', 2],
  ['[metadata]\nlong_description = file:README.md\n', '*.md', 2],
  ['[metadata]\nname = shop\nversion = file: VERSION\n', 'VERSION', 3],
  ['[metadata]\nlicense_files =\n    LICENSE\n    AUTHORS.md\n', '*.md', 4],
  ['[metadata]\nlicense_file = LICENSE\n', 'LICENSE', 2],
  ['[options]\ninstall_requires = file: requirements.txt\n', '*.txt', 2],
  ['[options.package_data]\nshop.web = static/menu.json\n', '**/*.json', 2],
  ['[options.package_data]\nshop =\n  # all\n  *.json\n', '**/*.json', 4],
  ['[options.package_dir]\n= src\n[options.package_data]\nshop = *.sql\n', 'src/**/*.sql', 4],
])('%j has one file that %j hides', (text, ignore, line) => {
  const [first, ...others] = hiddenByConfiguration(text, ignore);
  expect(first).toMatch(new RegExp(`^${line}: setup\\.cfg names .* excludes`));
  expect(others).toEqual([]);
});

test.each([
  ['[metadata]\nlong_description = README.md\n', '*.md'],
  ['[metadata]\nlicense_files = LICENSE*\n', 'LICENSE'],
  ['# long_description = file: README.md\n', '*.md'],
  ['[tool:pytest]\nlicense_file = LICENSE\n', 'LICENSE'],
  ['[options.package_data]\n* = *.json\n', '*.md'],
])('%j has none that %j hides', (text, ignore) => {
  expect(hiddenByConfiguration(text, ignore)).toEqual([]);
});

test('a setup.cfg in a directory has its files there', () => {
  const text = '[metadata]\nlong_description = file: README.md\n';
  expect(hiddenByConfiguration(text, '*.md', 'apps/shop')).toEqual([]);
  expect(hiddenByConfiguration(text, '**/*.md', 'apps/shop')).toHaveLength(1);
});

test('a project in a directory has its files there', () => {
  const text = '[project]\nreadme = "README.md"\n';
  expect(hidden(text, '*.md', 'apps/shop')).toEqual([]);
  expect(hidden(text, '**/*.md', 'apps/shop')[0]?.message).toContain(
    'excludes apps/shop/README.md',
  );
  const [above] = hidden('[project]\nreadme = "../../README.md"\n', '*.md', 'apps/shop');
  expect(above?.message).toContain('excludes README.md');
});
