import { describe, expect, it } from 'vitest';
import { dependencyGroupNames, resolveDependencyGroups } from './dependency-groups.ts';

const pyproject = {
  'dependency-groups': {
    test: ['pytest', 'coverage'],
    docs: ['sphinx', 'sphinx-rtd-theme'],
    typing: ['mypy', 'types-requests'],
    'typing-test': [{ 'include-group': 'typing' }, { 'include-group': 'test' }, 'useful-types'],
    Dev_All: [{ 'include-group': 'Typing.Test' }, { 'include-group': 'test' }],
    circle: ['a', { 'include-group': 'square' }],
    square: [{ 'include-group': 'circle' }, 'b'],
    lost: [{ 'include-group': 'nowhere' }],
    odd: [{ path: '.' }, 7, 'not a requirement'],
  },
};

describe('resolveDependencyGroups', () => {
  it.each([
    [['test'], ['pytest', 'coverage']],
    [['typing-test'], ['mypy', 'types-requests', 'pytest', 'coverage', 'useful-types']],
    [['dev-all'], ['mypy', 'types-requests', 'pytest', 'coverage', 'useful-types']],
    [
      ['docs', 'test'],
      ['sphinx', 'sphinx-rtd-theme', 'pytest', 'coverage'],
    ],
  ])('%j', (names, expected) => {
    const { requirements, diagnostics } = resolveDependencyGroups(pyproject, names);
    expect(diagnostics).toEqual([]);
    expect(requirements.map(({ text }) => text)).toEqual(expected);
  });

  it.each([
    [
      ['circle'],
      [
        'dependency-group-cycle dependency-groups.square[0] includes itself: circle → square → circle',
      ],
    ],
    [
      ['lost'],
      [
        'unknown-dependency-group dependency-groups.lost[0] includes a group that does not exist: `nowhere`',
      ],
    ],
    [['missing'], ['unknown-dependency-group dependency-groups has no group `missing`']],
    [
      ['odd'],
      [
        'invalid-pyproject dependency-groups.odd[0] must be a requirement or `{include-group = "…"}`',
        'invalid-pyproject dependency-groups.odd[1] must be a requirement or `{include-group = "…"}`',
        'invalid-pyproject dependency-groups.odd[2] is invalid: expected a version specifier, `@`, `[`, `;` or the end',
      ],
    ],
  ])('%j is an error', (names, expected) => {
    const { diagnostics } = resolveDependencyGroups(pyproject, names);
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual(expected);
  });

  it('reports a missing group if there are no groups at all', () => {
    expect(resolveDependencyGroups({}, ['test']).diagnostics).toEqual([
      {
        code: 'unknown-dependency-group',
        severity: 'error',
        message: 'dependency-groups has no group `test`',
      },
    ]);
  });

  it('refuses a chain of more than a hundred groups', () => {
    const groups = Object.fromEntries(
      Array.from({ length: 102 }, (_, at) => [`g${at}`, [{ 'include-group': `g${at + 1}` }]]),
    );
    const { diagnostics } = resolveDependencyGroups({ 'dependency-groups': groups }, ['g0']);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'dependency-groups.g99[0] is nested deeper than 100 groups',
    ]);
  });
});

describe('dependencyGroupNames', () => {
  it('normalises', () => {
    expect(dependencyGroupNames({ 'dependency-groups': { Dev_All: [], test: [] } })).toEqual([
      'dev-all',
      'test',
    ]);
    expect(dependencyGroupNames({})).toEqual([]);
  });
});
