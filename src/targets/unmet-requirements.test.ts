import { describe, expect, it } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { projectIn } from '../project/read-project.ts';
import { pythonTarget } from '../python/python-target.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import type { Audit } from '../result/audit.ts';
import { unmetRequirements } from './unmet-requirements.ts';

const target = pythonTarget({
  version: '3.13.5',
  freeThreaded: false,
  architecture: 'amd64',
  libc: { name: 'glibc', version: '2.41' },
});

const audit: Audit = {
  distributions: [
    { name: 'app', version: '1', scripts: [], modules: [] },
    { name: 'six', version: '1.16.0', scripts: [], modules: [] },
    { name: 'beta', version: '2.0rc1', scripts: [], modules: [] },
    { name: 'torch', version: '2.1.0+cpu', scripts: [], modules: [] },
  ],
  missingLibraries: [],
  missingInterpreters: [],
  missingPrograms: [],
  conflicts: [],
  scripts: [],
  entrypointFound: true,
  requires: [],
  withoutResources: [],
  started: [],
  mistakes: [],
  taken: [],
};

function unmet(requires: readonly string[], more = '', definition = 'entrypoint_name: a\n') {
  const { spec } = parseSpec(new SourceText('grocker.yml', definition));
  if (spec === undefined) throw new Error('the definition has mistakes');
  const text = `[project]\nname = "app"\nversion = "1"\ndependencies = ["Other", "six>=2"]\n[build-system]\nrequires = []\n${more}`;
  const project = projectIn(spec, { 'pyproject.toml': text }, '.');
  const files = { project, locks: [], ownPylocks: [], texts: {}, constraints: '' };
  return unmetRequirements({ spec, target, files }, { ...audit, requires }).map(
    ({ message, span, severity }) =>
      `${severity} ${span?.file ?? ''}:${String(span?.start.line)} ${message}`,
  );
}

describe('a requirement of a wheel that is not installed', () => {
  it.each([
    [
      'is not there',
      'other',
      ['error pyproject.toml:4 app requires other, and other is not installed'],
    ],
    [
      'has another version',
      'six>=2',
      ['error pyproject.toml:4 app requires six>=2, and six is installed as 1.16.0'],
    ],
    [
      'is in no list',
      'hidden',
      ['error grocker.yml:1 app requires hidden, and hidden is not installed'],
    ],
    ['is there', 'Six>=1', []],
    ['is there before its release', 'beta>=1', []],
    ['is there in a version of its own', 'torch>=2', []],
    ['is there from a url', 'six @ https://files.example/six.whl', []],
    ['is for another system', "winreg; sys_platform == 'win32'", []],
    ['is for an extra that is not wanted', "other; extra == 'b'", []],
    [
      'is for an extra that is wanted',
      "other; extra == 'a'",
      ["error pyproject.toml:4 app requires other; extra == 'a', and other is not installed"],
    ],
    ['is no requirement', '???', []],
  ])('%s', (_, requirement, expected) => {
    expect(unmet([requirement], '', 'extras: [a]\n')).toEqual(expected);
  });

  it.each([
    ['uv overrides', '[tool.uv]\noverride-dependencies = ["six==1.16.0"]\n'],
    ['uv leaves out', '[tool.uv]\nexclude-dependencies = ["six"]\n'],
    ['PDM overrides', '[tool.pdm.resolution.overrides]\nsix = "1.16.0"\n'],
  ])('is intended if %s it', (_, more) => {
    expect(unmet(['six>=2'], more)).toEqual([]);
  });

  it('does not matter for files that are copied', () => {
    expect(unmet(['other'], '', 'source: .\nentrypoint_name: [python]\n')).toEqual([]);
  });
});
