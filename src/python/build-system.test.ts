import { describe, expect, it } from 'vitest';
import { readBuildSystem } from './build-system.ts';

function read(table: unknown) {
  const { buildSystem, diagnostics } = readBuildSystem({ 'build-system': table });
  return {
    ...buildSystem,
    requires: buildSystem.requires.map((one) => one.text),
    messages: diagnostics.map((one) => one.message),
  };
}

describe('readBuildSystem', () => {
  it.each([
    [
      { requires: ['hatchling', 'hatch-vcs>=0.4'], 'build-backend': 'hatchling.build' },
      {
        requires: ['hatchling', 'hatch-vcs>=0.4'],
        backend: 'hatchling.build',
        backendPath: [],
        declared: true,
      },
    ],
    [
      { requires: [], 'build-backend': 'local:backend', 'backend-path': ['backend', 'a/b'] },
      { requires: [], backend: 'local:backend', backendPath: ['backend', 'a/b'], declared: true },
    ],
    [
      { requires: ['setuptools'] },
      {
        requires: ['setuptools'],
        backend: 'setuptools.build_meta:__legacy__',
        backendPath: [],
        declared: true,
      },
    ],
    [
      undefined,
      {
        requires: ['setuptools>=40.8.0'],
        backend: 'setuptools.build_meta:__legacy__',
        backendPath: [],
        declared: false,
      },
    ],
  ])('%j', (table, expected) => {
    expect(read(table)).toEqual({ ...expected, messages: [] });
  });

  it.each([
    [{ 'build-backend': 'x' }, ['build-system.requires is required']],
    [{ requires: ['?'] }, ['build-system.requires[0] is invalid: expected the name of a project']],
    [{ requires: 'a' }, ['build-system.requires must be an array of strings']],
    [{ requires: [], 'build-backend': 1 }, ['build-system.build-backend must be a string']],
    [
      { requires: [], 'backend-path': ['../x', '/y'] },
      [
        'build-system.backend-path[0] must be a directory within the project',
        'build-system.backend-path[1] must be a directory within the project',
      ],
    ],
    ['x', ['build-system must be a table']],
  ])('reports the faults of %j', (table, messages) => {
    expect(read(table).messages).toEqual(messages);
  });
});
