import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { readProjectMetadata } from './project-metadata.ts';
import { formatSpecifiers } from './specifier.ts';

// The example of PEP 621, in words of our own.
const toml = `
[project]
name = "Spam_Eggs"
version = "2020.0.0"
requires-python = ">=3.8"
dynamic = ["classifiers"]
dependencies = ["httpx", "gidgethub[httpx]>4.0.0", "django>2.1; os_name != 'nt'"]

[project.optional-dependencies]
Test = ["pytest < 5.0.0", "pytest-cov[all]"]

[project.scripts]
spam-cli = "spam:main_cli"

[project.gui-scripts]
spam-gui = "spam:main_gui"

[project.entry-points."spam.magical"]
tomatoes = "spam:main_tomatoes"
`;

function read(project: unknown) {
  const { project: metadata, diagnostics } = readProjectMetadata({ project });
  return { metadata, messages: diagnostics.map((one) => one.message) };
}

describe('readProjectMetadata', () => {
  it('reads every field that a build needs', () => {
    const { project, diagnostics } = readProjectMetadata(parse(toml));
    expect(diagnostics).toEqual([]);
    if (project === undefined) throw new Error('no project');
    const { requiresPython, dependencies, optionalDependencies, entryPoints, ...rest } = project;
    expect(rest).toEqual({
      name: 'spam-eggs',
      displayName: 'Spam_Eggs',
      version: '2020.0.0',
      dynamic: ['classifiers'],
    });
    expect(formatSpecifiers(requiresPython)).toBe('>=3.8');
    expect(dependencies.map(({ text }) => text)).toEqual([
      'httpx',
      'gidgethub[httpx]>4.0.0',
      "django>2.1; os_name != 'nt'",
    ]);
    expect(
      [...optionalDependencies].map(([extra, list]) => [extra, list.map((one) => one.text)]),
    ).toEqual([['test', ['pytest < 5.0.0', 'pytest-cov[all]']]]);
    const entry = (name: string, attribute: string) => [
      { name, module: 'spam', attribute, extras: [] },
    ];
    expect([...entryPoints]).toEqual([
      ['console_scripts', entry('spam-cli', 'main_cli')],
      ['gui_scripts', entry('spam-gui', 'main_gui')],
      ['spam.magical', entry('tomatoes', 'main_tomatoes')],
    ]);
  });

  it.each([
    ['no table', {}],
    ['nothing at all', undefined],
    ['a date', new Date(0)],
  ])('finds no project in %s', (_, pyproject) => {
    expect(readProjectMetadata(pyproject)).toEqual({ project: undefined, diagnostics: [] });
  });

  it('knows a dynamic version and a normal form', () => {
    expect(read({ name: 'a', dynamic: ['version'] }).metadata?.version).toBeUndefined();
    expect(read({ name: 'a', version: '1.0-ALPHA' }).metadata?.version).toBe('1.0a0');
  });

  it.each([
    [{ version: '1' }, ['project.name is required']],
    [{ name: '-a', version: '1' }, ['project.name `-a` is not a valid name']],
    [{ name: 7, version: '1' }, ['project.name must be a string']],
    [{ name: 'a' }, ['project.version is required, or must be named in `dynamic`']],
    [{ name: 'a', version: 'one' }, ['project.version `one` is not a version']],
    [
      { name: 'a', version: '1', dynamic: ['version', 'name'] },
      [
        'project.dynamic[0] names `version`, which is given',
        'project.dynamic[1] may not be `name`',
      ],
    ],
    [
      { name: 'a', version: '1', 'requires-python': '>=3.9,,nope' },
      ['project.requires-python is invalid: `nope` is not a version specifier'],
    ],
    [
      { name: 'a', version: '1', dependencies: ['b', 1, 'c ==', 'd'] },
      [
        'project.dependencies[1] must be a string',
        'project.dependencies[2] is invalid: expected a version specifier, `@`, `[`, `;` or the end',
      ],
    ],
    [
      { name: 'a', version: '1', dependencies: 'b' },
      ['project.dependencies must be an array of strings'],
    ],
    [
      { name: 'a', version: '1', 'optional-dependencies': { x_y: [], 'X-Y': [], '-': [] } },
      [
        'project.optional-dependencies.X-Y is the same extra as an earlier one',
        'project.optional-dependencies.- is not a valid name of an extra',
      ],
    ],
    [
      { name: 'a', version: '1', scripts: { x: 'not a reference', y: 2 } },
      [
        'project.scripts.x is invalid: expected `module:attribute`',
        'project.scripts.y must be a string',
      ],
    ],
    [
      { name: 'a', version: '1', 'entry-points': { console_scripts: {}, 'a.b': 'x' } },
      [
        'project.entry-points.console_scripts belongs in `scripts` or `gui-scripts`',
        'project.entry-points."a.b" must be a table',
      ],
    ],
    ['x', ['project must be a table']],
  ])('reports the faults of %j', (project, messages) => {
    expect(read(project).messages).toEqual(messages);
  });

  it('asks where a part of a value is written', () => {
    const span = {
      file: 'pyproject.toml',
      start: { line: 4, column: 9 },
      end: { line: 4, column: 12 },
    };
    const asked: unknown[] = [];
    const { diagnostics } = readProjectMetadata(
      { project: { name: 'a', version: '1', dependencies: ['b >=1, <x'] } },
      (path, range) => {
        asked.push([path, range]);
        return span;
      },
    );
    expect(asked).toEqual([[['project', 'dependencies', 0], { start: 7, end: 9 }]]);
    expect(diagnostics).toEqual([
      {
        code: 'invalid-pyproject',
        severity: 'error',
        message: 'project.dependencies[0] is invalid: `<x` is not a version specifier',
        span,
      },
    ]);
  });
});
