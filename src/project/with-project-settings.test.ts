import { describe, expect, it } from 'vitest';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import { compileSettings } from '../plan/make-plan.ts';
import { projectIn } from './read-project.ts';
import { withMatchedVersions, withProjectSettings } from './with-project-settings.ts';

const project = '[project]\nname = "app"\nversion = "1"\n[build-system]\nrequires = []\n';

function settle(
  tool: string,
  { definition = 'entrypoint_name: a\n', locked = false, files = {} } = {},
) {
  const { spec } = parseSpec(new SourceText('grocker.yml', definition));
  if (spec === undefined) throw new Error('the definition has mistakes');
  const texts = { 'pyproject.toml': `${project}${tool}`, ...files };
  const locks = locked ? [new SourceText('uv.lock', '')] : [];
  return withProjectSettings(spec, {
    ...{ project: projectIn(spec, texts, '.'), locks, ownPylocks: [], texts, constraints: 'a<2' },
  });
}

/** Place and message of the refusal; undefined where there is none. */
function refusal(...given: Parameters<typeof settle>) {
  try {
    settle(...given);
    return undefined;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ span, message }) => `${String(span?.start.line)} ${message}`);
  }
}

describe('what a project tells its tools of building', () => {
  it.each<[string, string, string, object]>([
    [
      'build constraints of uv',
      '[tool.uv]\nbuild-constraint-dependencies = ["setuptools<80"]\n',
      'old',
      { constraints: ['setuptools<80'] },
    ],
    [
      'build constraints of Poetry, of one package',
      '[tool.poetry.build-constraints]\nold = {setuptools = "^75.1", Cython = "<3"}\n',
      'old',
      { constraints: ['setuptools>=75.1,<76', 'Cython<3'] },
    ],
    [
      'of another package',
      '[tool.poetry.build-constraints]\nold = {setuptools = "<75"}\n',
      'other',
      {},
    ],
    [
      'extra build dependencies',
      '[tool.uv.extra-build-dependencies]\nold = ["wheel", {requirement = "torch", match-runtime = true}]\n',
      'old',
      { extra: ['wheel', 'torch==2.1.0'] },
    ],
    [
      'variables and settings of one package',
      '[tool.uv]\nextra-build-variables = {old = {A = "1"}}\nconfig-settings-package = {old = {k = ["v", "w"]}}\n',
      'old',
      {
        envs: [{ name: 'A', value: '1' }],
        configSettings: [{ key: 'k', values: ['v', 'w'] }],
      },
    ],
  ])('%s', (_, tool, name, expected) => {
    const { spec } = settle(tool);
    const torch = { name: 'torch', version: '2.1.0', source: { kind: 'unavailable' } } as const;
    const found = compileSettings(withMatchedVersions(spec, [torch]), name);
    expect(found).toEqual({ stage: 'compiler', envs: [], configSettings: [], ...expected });
  });

  it('comes after what grocker.yml says', () => {
    const definition =
      'build_constraints: [setuptools<79]\ncompile: {old: {envs: {A: "2"}, requires: [cython]}}\n';
    const tool =
      '[tool.uv]\nbuild-constraint-dependencies = ["setuptools<80"]\nextra-build-variables = {old = {A = "1"}}\nextra-build-dependencies = {old = ["wheel"]}\n';
    expect(compileSettings(settle(tool, { definition }).spec, 'old')).toMatchObject({
      constraints: ['setuptools<79', 'setuptools<80'],
      extra: ['cython', 'wheel'],
      envs: [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
    });
  });
});

describe('what a project tells its tools of choosing', () => {
  it.each<[string, string, object, Record<string, string>?]>([
    [
      'uv',
      '[tool.uv]\nno-binary-package = ["LXML"]\nno-build-package = ["numpy"]\nexclude-newer = "2026-01-01"\n',
      {
        noBinary: [{ value: 'lxml' }],
        onlyBinary: [{ value: 'numpy' }],
        excludeNewer: { value: '2026-01-01', span: { start: { line: 9 } } },
      },
    ],
    ['uv, of all', '[tool.uv]\nno-build = true\n', { onlyBinary: true }],
    [
      'Poetry',
      '',
      { noBinary: [{ value: 'lxml' }, { value: 'numpy' }], onlyBinary: true },
      { 'poetry.toml': '[installer]\nno-binary = "lxml,numpy"\nonly-binary = [":all:"]\n' },
    ],
  ])('is heeded: %s', (_, tool, expected, files = {}) => {
    expect(settle(tool, { files }).spec).toMatchObject(expected);
  });

  it('constrains what is resolved', () => {
    const { constraints } = settle('[tool.uv]\nconstraint-dependencies = ["b<3"]\n');
    expect(constraints).toBe('a<2\nb<3');
  });

  it.each([
    ['[tool.uv]\nno-binary = true\n', '7 tool.uv.no-binary forbids every wheel'],
    ['[tool.uv]\nconfig-settings = {a = "b"}\n', '7 tool.uv.config-settings is for every build'],
  ])('is refused: %j', (tool, expected) => {
    expect(refusal(tool, { locked: true })).toEqual([expected]);
  });

  const followed = 'decides what is installed, and there is no lock that follows it';
  it.each([
    [
      '[tool.uv]\noverride-dependencies = ["a==1"]\n',
      `7 tool.uv.override-dependencies ${followed}`,
    ],
    ['[tool.uv]\nprerelease = "allow"\n', `7 tool.uv.prerelease ${followed}`],
    ['[tool.uv]\nexclude-newer = "2 weeks"\n', `7 tool.uv.exclude-newer ${followed}`],
    ['[[tool.uv.index]]\nurl = "https://index.example"\n', `6 tool.uv.index ${followed}`],
    ['[tool.pdm.resolution]\nexcludes = ["a"]\n', `7 tool.pdm.resolution.excludes ${followed}`],
    ['[[tool.pdm.source]]\nurl = "https://index.example"\n', `6 tool.pdm.source ${followed}`],
  ])('needs a lock: %j', (tool, expected) => {
    expect(refusal(tool)).toEqual([expected]);
    expect(refusal(tool, { locked: true })).toBeUndefined();
  });

  it('needs no lock for an index that grocker.yml names', () => {
    const definition = 'index: {url: "https://index.example/simple"}\n';
    const tool = '[[tool.uv.index]]\nurl = "https://index.example"\n';
    expect(refusal(tool, { definition })).toBeUndefined();
  });

  it('tells of groups that are not installed', () => {
    const tool = '[tool.uv]\ndefault-groups = ["dev", "docs"]\n';
    const remark = (definition: string) =>
      settle(tool, { definition }).remarks.map(({ code, help }) => [code, help]);
    expect(remark('entrypoint_name: a\n')).toEqual([
      ['default-groups', 'write `groups: [dev, docs]` in grocker.yml if the image needs it'],
    ]);
    expect(remark('groups: [dev, docs]\n')).toEqual([]);
  });

  it('is that of the root of a workspace', () => {
    const { spec } = parseSpec(new SourceText('grocker.yml', 'project: api\n'));
    if (spec === undefined) throw new Error('the definition has mistakes');
    const texts = {
      'api/pyproject.toml': `${project}[tool.uv]\nno-binary = true\n`,
      'pyproject.toml':
        '[tool.uv]\nbuild-constraint-dependencies = ["setuptools<80"]\n[tool.uv.workspace]\nmembers = ["api"]\n',
    };
    const found = withProjectSettings(spec, {
      ...{ project: projectIn(spec, texts, 'api'), locks: [], ownPylocks: [], texts },
      constraints: '',
    });
    expect(found.spec.buildConstraints).toMatchObject([{ value: 'setuptools<80' }]);
  });
});
