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
  {
    definition = 'entrypoint_name: a\n',
    locked = false,
    lock = '',
    lockName = 'uv.lock',
    files = {},
  } = {},
) {
  const { spec } = parseSpec(new SourceText('grocker.yml', definition));
  if (spec === undefined) throw new Error('the definition has mistakes');
  const texts = { 'pyproject.toml': `${project}${tool}`, ...files };
  const locks = locked ? [new SourceText(lockName, lock)] : [];
  return withProjectSettings(spec, {
    ...{ project: projectIn(spec, texts, '.'), locks, ownPylocks: [], texts, constraints: 'a<2' },
  });
}

/** Place and message of the refusal; undefined if there is none. */
function refusal(...given: Parameters<typeof settle>) {
  try {
    settle(...given);
    return undefined;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ span, message }) => `${String(span?.start.line)} ${message}`);
  }
}

describe('build settings of a project', () => {
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

  it('comes after the settings of grocker.yml', () => {
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

describe('resolution settings of a project', () => {
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
  ])('are used: %s', (_, tool, expected, files = {}) => {
    expect(settle(tool, { files }).spec).toMatchObject(expected);
  });

  it('constrain a resolution', () => {
    const { constraints } = settle('[tool.uv]\nconstraint-dependencies = ["b<3"]\n');
    expect(constraints).toBe('a<2\nb<3');
  });

  it.each([
    ['[tool.uv]\nno-binary = true\n', '7 tool.uv.no-binary forbids every wheel'],
    ['[tool.uv]\nconfig-settings = {a = "b"}\n', '7 tool.uv.config-settings is for every build'],
  ])('are an error: %j', (tool, expected) => {
    expect(refusal(tool, { locked: true })).toEqual([expected]);
  });

  const followed = 'decides what is installed, and there is no lock that follows it';
  it.each([
    [
      '[tool.uv]\noverride-dependencies = ["a==1"]\n',
      `7 tool.uv.override-dependencies ${followed}`,
    ],
    ['[tool.uv]\nprerelease = "allow"\n', `7 tool.uv.prerelease ${followed}`],
    ['[tool.uv]\nno-sources = true\n', `7 tool.uv.no-sources ${followed}`],
    ['[tool.uv]\nno-index = true\n', `7 tool.uv.no-index ${followed}`],
    ['[[tool.uv.index]]\nurl = "./mine"\n', `6 tool.uv.index ${followed}`],
    [
      `[tool.uv]\nrequired-environments = ["sys_platform == 'darwin'"]\n`,
      `7 tool.uv.required-environments ${followed}`,
    ],
    ['[tool.pdm.resolution]\nexcludes = ["a"]\n', `7 tool.pdm.resolution.excludes ${followed}`],
    ['[[tool.pdm.source]]\nurl = "https://index.example"\n', `6 tool.pdm.source ${followed}`],
  ])('need a lock: %j', (tool, expected) => {
    expect(refusal(tool)).toEqual([expected]);
    expect(refusal(tool, { locked: true })).toBeUndefined();
  });

  it('need no lock for an index of grocker.yml', () => {
    const definition = 'index: {url: "https://index.example/simple"}\n';
    const tool = '[[tool.uv.index]]\nurl = "https://index.example"\n';
    expect(refusal(tool, { definition })).toBeUndefined();
  });

  it('take the end of a span of time from uv.lock', () => {
    const tool = '[tool.uv]\nexclude-newer = "2 weeks"\n';
    const message = 'tool.uv.exclude-newer decides what is installed, and there is no lock';
    for (const lock of ['', '[options]\nresolution-mode = "lowest"\n']) {
      expect(refusal(tool, { locked: true, lock })?.[0]).toContain(message);
    }
    const lock = '[options]\nexclude-newer = "2026-01-01T00:00:00Z"\nexclude-newer-span = "P2W"\n';
    expect(settle(tool, { locked: true, lock }).spec.excludeNewer).toMatchObject({
      value: '2026-01-01T00:00:00Z',
      span: { start: { line: 7 } },
    });
    const definition = 'entrypoint_name: a\nexclude_newer: "2026-02-02"\n';
    expect(settle(tool, { definition }).spec.excludeNewer?.value).toBe('2026-02-02');
  });

  const index = (name: string, more = '') =>
    `[[tool.uv.index]]\nname = "${name}"\nurl = "https://${name}.example/simple"\n${more}`;
  const poetrySource = (name: string, more = '') =>
    `[[tool.poetry.source]]\nname = "${name}"\nurl = "https://${name}.example/simple"\n${more}`;
  it.each<[string, string, string | undefined, string | undefined, string[], string[]?]>([
    ['uv, one', index('a'), undefined, undefined, ['a']],
    [
      'uv, the default one',
      `${index('a')}${index('b', 'default = true\n')}`,
      'uv.lock',
      'b',
      ['a'],
    ],
    [
      'uv, of sources alone',
      `${index('a', 'explicit = true\n')}${index('b')}`,
      'uv.lock',
      undefined,
      ['b'],
    ],
    [
      'uv, older keys',
      '[tool.uv]\nindex-url = "https://b.example/simple"\nextra-index-url = ["https://a.example/simple"]\n',
      undefined,
      'b',
      ['a'],
    ],
    [
      'uv, a directory of files',
      '[tool.uv]\nfind-links = ["./wheels"]\n',
      undefined,
      undefined,
      [],
      ['wheels'],
    ],
    ['uv, beside the lock of another tool', index('a'), 'poetry.lock', undefined, []],
    [
      'Poetry, primary',
      `${poetrySource('a')}${poetrySource('b', 'priority = "primary"\n')}`,
      'poetry.lock',
      'b',
      ['a'],
    ],
    [
      'Poetry, beside the public one',
      `${poetrySource('a')}[[tool.poetry.source]]\nname = "PyPI"\n`,
      'poetry.lock',
      undefined,
      ['a'],
    ],
    [
      'Poetry, supplemental',
      poetrySource('a', 'priority = "supplemental"\n'),
      'poetry.lock',
      undefined,
      ['a'],
    ],
    [
      'Poetry, explicit',
      poetrySource('a', 'priority = "explicit"\n'),
      'poetry.lock',
      undefined,
      [],
    ],
    [
      'PDM',
      '[[tool.pdm.source]]\nname = "pypi"\nurl = "https://b.example/simple"\n[[tool.pdm.source]]\nname = "a"\nurl = "https://a.example/simple"\n',
      'pdm.lock',
      'b',
      ['a'],
    ],
  ])(
    'a resolution uses the indexes of the project: %s',
    (_, tool, lockName, url, extra, findLinks = []) => {
      const locked = lockName !== undefined;
      const { index: found } = settle(tool, { locked, ...(lockName && { lockName }) }).spec;
      const place = (name: string) => `https://${name}.example/simple`;
      expect(found.url?.value).toBe(url && place(url));
      expect(found.extra.map(({ value }) => value)).toEqual(extra.map(place));
      expect(found.findLinks.map(({ value }) => value)).toEqual(findLinks);
    },
  );

  it('refuses a password in the url of an index', () => {
    const tool = '[[tool.uv.index]]\nurl = "https://me:word@index.example/simple"\n';
    expect(refusal(tool)?.[0]).toMatch(/^6 the url of index.example contains a password/);
  });

  it('uv.toml replaces the settings of pyproject.toml', () => {
    const tool =
      '[tool.uv]\nno-binary-package = ["lxml"]\nbuild-constraint-dependencies = ["setuptools<80"]\n';
    const files = { 'uv.toml': 'no-build-package = ["numpy"]\nprerelease = "allow"\n' };
    const { spec } = settle(tool, { files, locked: true });
    expect(spec.noBinary).toEqual([]);
    expect(spec.onlyBinary).toMatchObject([{ value: 'numpy', span: { file: 'uv.toml' } }]);
    expect(spec.buildConstraints).toMatchObject([{ value: 'setuptools<80' }]);
    expect(refusal(tool, { files })?.[0]).toMatch(/^2 prerelease of uv.toml decides/);
  });

  it('refuse extras and groups that exclude each other', () => {
    const tool = '[tool.uv]\nconflicts = [[{extra = "cpu"}, {extra = "GPU"}, {group = "dev"}]]\n';
    const definition = (names: string) => `entrypoint_name: a\nextras: [${names}]\n`;
    expect(refusal(tool, { definition: definition('cpu') })).toBeUndefined();
    expect(refusal(tool, { definition: definition('CPU, gpu') })).toEqual([
      '7 the extra cpu and the extra gpu exclude each other (tool.uv.conflicts)',
    ]);
  });

  it('report groups that are not installed', () => {
    const tool = '[tool.uv]\ndefault-groups = ["dev", "docs"]\n';
    const remark = (definition: string) =>
      settle(tool, { definition }).remarks.map(({ code, help }) => [code, help]);
    expect(remark('entrypoint_name: a\n')).toEqual([
      ['default-groups', 'Write `groups: [dev, docs]` in grocker.yml if the image needs it.'],
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
