import { describe, expect, test } from 'vitest';
import { planPlatform } from '../build/plan-platform.ts';
import { readSpec } from '../project/read-spec.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { FactSource, PythonLockQuestion } from '../facts/fact-source.ts';
import { MemoryInputs } from '../inputs/memory-inputs.ts';

type Files = Readonly<Record<string, string>>;

/** A context with these files, a Debian without further packages, and an empty index. */
function world(files: Files, answers: Partial<FactSource> = {}): FactSource {
  const { 'grocker.yml': definition = 'runtime: trixie/3.13\n' } = files;
  return {
    definition: () => Promise.resolve(new SourceText('grocker.yml', definition)),
    files: (question) => new MemoryInputs(files).files(question),
    sourceTree: () => Promise.resolve({ links: [], broken: [], environments: [] }),
    ignoreFile: () => new MemoryInputs(files).ignoreFile(),
    baseImage: ({ reference, platform: { architecture } }) =>
      Promise.resolve({ reference, config: JSON.stringify({ architecture }) }),
    systemPackages: ({ lists }) =>
      Promise.resolve(`${lists.map(() => 'stage\n').join('')}records\n`),
    pythonLock: () => Promise.resolve('lock-version = "1.0"\ncreated-by = "uv"\npackages = []\n'),
    buildRequirements: () => Promise.reject(new Error('nothing is locked')),
    nativeSource: () => Promise.resolve(null),
    interpreter: () => Promise.reject(new Error('it is known')),
    releaseMetadata: () => Promise.reject(new Error('there is no release')),
    download: () => Promise.reject(new Error('there is no download')),
    ...answers,
  };
}

async function planned(source: FactSource) {
  const spec = await readSpec(source, { target: 'runner', args: {} });
  return planPlatform(source, spec, { os: 'linux', architecture: 'amd64' });
}

/** The diagnostics of a build without a lock, as code, place and message. */
async function mistakes(source: FactSource): Promise<readonly string[]> {
  try {
    await planned(source);
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(
      ({ code, span, message }) =>
        `${code} ${span?.file ?? ''}:${String(span?.start.line ?? '')}:${String(span?.start.column ?? '')} ${message}`,
    );
  }
}

const pyproject = (text: string) => `[project]\nname = "app"\nversion = "1.0"\n${text}`;

describe('a password in constraints', () => {
  const refused = (place: string, server: string) =>
    `password-in-url ${place} the url of ${server} contains a password or token, which would be in the build cache and in the provenance of the image`;

  test('of pip_constraint is an error', async () => {
    const source = world({
      'grocker.yml': 'runtime: trixie/3.13\npip_constraint: limits.txt\n',
      'limits.txt':
        'a<2\n--extra-index-url https://bob:s3cret@index.example/simple\nb @ https://bob:s3cret@files.example/b.whl\n',
      'pyproject.toml': pyproject('dependencies = ["a"]\n'),
    });
    expect(await mistakes(source)).toEqual([
      refused('limits.txt:2:19', 'index.example'),
      refused('limits.txt:3:5', 'files.example'),
    ]);
  });

  test('of a requirements file is an error', async () => {
    const source = world({
      'grocker.yml': 'runtime: trixie/3.13\nlock: requirements.txt\n',
      'requirements.txt': '-c limits.txt\na\n',
      'limits.txt': 'b @ https://bob:s3cret@files.example/b-1.0-py3-none-any.whl\n',
      'pyproject.toml': pyproject('dependencies = ["a"]\n'),
    });
    expect(await mistakes(source)).toEqual([refused('limits.txt:1:1', 'files.example')]);
  });
});

describe('extras and groups without a lock', () => {
  const project = pyproject(
    `dependencies = ["a"]
optional-dependencies = {postgres = ["b"], all = ["app[postgres]"]}
[dependency-groups]
prod = ["c"]
lost = [{include-group = "nowhere"}]
`,
  );

  test.each([
    [
      'extras: [postgress]',
      'unknown-extra grocker.yml:2:10 the project has no extra `postgress` · did you mean "postgres"?',
    ],
    [
      'groups: [prd]',
      'unknown-group grocker.yml:2:10 the project has no dependency group `prd` · did you mean "prod"?',
    ],
    [
      'groups: [lost]',
      'unknown-dependency-group pyproject.toml:8:9 dependency-groups.lost[0] includes a group that does not exist: `nowhere`',
    ],
  ])('that the project lacks are errors: %s', async (line, mistake) => {
    const source = world({
      'grocker.yml': `runtime: trixie/3.13\n${line}\n`,
      'pyproject.toml': project,
    });
    expect(await mistakes(source)).toEqual([mistake]);
  });

  test('are found in any spelling', async () => {
    const asked: PythonLockQuestion[] = [];
    const source = world(
      {
        'grocker.yml': 'runtime: trixie/3.13\nextras: [ALL]\ngroups: [Prod]\n',
        'pyproject.toml': project,
      },
      {
        pythonLock: (question) => {
          asked.push(question);
          return Promise.resolve('lock-version = "1.0"\ncreated-by = "uv"\npackages = []\n');
        },
      },
    );
    await planned(source);
    expect(asked.map(({ requirements }) => requirements)).toEqual([['a', 'b', 'c']]);
  });

  test('are those of a lock if there is one', async () => {
    const source = world({
      'grocker.yml': 'runtime: trixie/3.13\nlock: poetry.lock\ngroups: [dev]\n',
      'pyproject.toml': `${project}[tool.poetry.group.dev.dependencies]\n`,
      'poetry.lock':
        '[metadata]\nlock-version = "2.1"\npython-versions = ">=3.13"\ncontent-hash = ""\n',
    });
    expect((await mistakes(source)).filter((each) => each.startsWith('unknown'))).toEqual([]);
  });
});

describe('requires-python where the patch version of Python is not known', () => {
  test.each([
    ['>=3.13.2', true],
    ['>=3.13.2,!=3.13.4,<3.13.9', true],
    ['>=3.12,<3.13', false],
    ['>3.13.5,<3.13.6', false],
  ])('%s: %s', async (required, accepted) => {
    const source = world({
      'pyproject.toml': pyproject(`requires-python = "${required}"\n`),
    });
    const codes = (await mistakes(source)).map((each) => each.split(' ')[0]);
    expect(codes).toEqual(accepted ? [] : ['requires-python']);
  });
});

describe('sources without a lock', () => {
  const mistake = (place: string, name: string) =>
    `source-without-lock ${place} tool.uv.sources sets the source of ${name}, and only a lock can pin it`;
  const app = pyproject(`dependencies = ["six>=1", 'winreg; sys_platform == "win32"']
optional-dependencies = {more = ["extra-six"]}
[dependency-groups]
prod = ["group-six"]
[tool.uv.sources]
`);

  test.each([
    ['workspace', '{workspace = true}'],
    ['path', '{path = "../six"}'],
    ['index', '{index = "corp"}'],
    ['git', '{git = "https://git.example/six.git"}'],
    ['url', '{url = "https://files.example/six-1.0.tar.gz"}'],
    ['several', '[{path = "six", marker = "sys_platform == \'win32\'"}, {path = "six"}]'],
  ])('are mistakes: %s', async (kind, source) => {
    const column = kind === 'several' ? 60 : 7;
    expect(await mistakes(world({ 'pyproject.toml': `${app}Six = ${source}\n` }))).toEqual([
      mistake(`pyproject.toml:9:${String(column)}`, 'six'),
    ]);
  });

  test.each([
    ['of another platform', 'six = {path = "six", marker = "sys_platform == \'win32\'"}'],
    ['of a requirement for another platform', 'winreg = {path = "winreg"}'],
    ['of an extra that is not wanted', 'extra-six = {path = "six"}'],
    ['for another group', 'six = {path = "six", group = "prod"}'],
    ['that nothing requires', 'seven = {path = "seven"}'],
  ])('do not matter %s', async (_what, line) => {
    expect(await mistakes(world({ 'pyproject.toml': `${app}${line}\n` }))).toEqual([]);
  });

  test('are errors if the chosen extras and groups need them', async () => {
    const source = world({
      'grocker.yml': 'runtime: trixie/3.13\nextras: [more]\ngroups: [prod]\n',
      'pyproject.toml': `${app}group-six = {path = "six", group = "prod"}\nextra-six = {path = "six", extra = "more"}\n`,
    });
    expect(await mistakes(source)).toEqual([
      mistake('pyproject.toml:10:13', 'extra-six'),
      mistake('pyproject.toml:9:13', 'group-six'),
    ]);
  });

  test('are those of the workspace too', async () => {
    const source = world({
      'grocker.yml': 'runtime: trixie/3.13\nproject: packages/app\n',
      'packages/app/pyproject.toml': app,
      'pyproject.toml':
        '[tool.uv.workspace]\nmembers = ["packages/*"]\n[tool.uv.sources]\nsix = {workspace = true}\n',
    });
    expect(await mistakes(source)).toEqual([mistake('pyproject.toml:4:7', 'six')]);
  });

  test('are those of a lock if there is one', async () => {
    const source = world({
      'pyproject.toml': `${app}six = {path = "six"}\n`,
      'requirements.txt': 'six==1.0\n',
    });
    expect((await mistakes(source)).filter((each) => each.startsWith('source'))).toEqual([]);
  });
});

describe('a project that is not a package', () => {
  const lock = (directory: string) =>
    `version = 1\nrequires-python = ">=3.13"\n\n[[package]]\nname = "app"\nversion = "1.0"\nsource = { virtual = "${directory}" }\n`;
  const app = pyproject('requires-python = ">=3.13"\n');
  const buildSystem = '[build-system]\nrequires = ["setuptools"]\n';

  test.each<[what: string, files: Files, remark: string]>([
    [
      'one without a build system',
      { 'pyproject.toml': `# app\n${app}`, 'uv.lock': lock('.') },
      'pyproject.toml:2 has no [build-system]',
    ],
    [
      'one that says so to uv',
      {
        'pyproject.toml': `${app}${buildSystem}[tool.uv]\npackage = false\n`,
        'uv.lock': lock('.'),
      },
      'pyproject.toml:8 sets tool.uv.package to false',
    ],
    [
      'one that says so to Poetry, without a version',
      {
        'pyproject.toml': `[tool.poetry]\npackage-mode = false\n${buildSystem}`,
        'requirements.txt': 'a==1\n',
      },
      'pyproject.toml:2 sets tool.poetry.package-mode to false',
    ],
    [
      'one of a workspace',
      {
        'grocker.yml': 'runtime: trixie/3.13\nproject: api\n',
        'pyproject.toml': '[tool.uv.workspace]\nmembers = ["api"]\n',
        'api/pyproject.toml': app,
        'uv.lock': lock('api'),
      },
      'api/pyproject.toml:1 has no [build-system]',
    ],
    [
      'one with neither a name nor a version',
      { 'pyproject.toml': '[project]\nrequires-python = ">=3.9"\n' },
      'pyproject.toml:1 has no [build-system]',
    ],
    [
      'one that uv.lock says is never built',
      { 'pyproject.toml': `${app}[project.scripts]\na = "a:a"\n`, 'uv.lock': lock('.') },
      'pyproject.toml:1 has no [build-system]',
    ],
  ])('has its files copied: %s', async (_what, files, expected) => {
    const { spec, plan, remarks } = await planned(world(files));
    const [path = '', line = '', ...words] = expected.split(/[: ]/);
    expect(spec.project).toBeUndefined();
    expect(plan.trees).toHaveLength(1);
    expect(plan.packages.filter(({ role }) => role === 'application')).toEqual([]);
    expect(remarks).toEqual([
      expect.objectContaining({
        code: 'not-a-package',
        severity: 'info',
        message: `${path} ${words.join(' ')}: its files are copied, not installed`,
        span: expect.objectContaining({
          file: path,
          start: expect.objectContaining({ line: Number(line) }) as unknown,
        }) as unknown,
      }),
    ]);
  });

  test('installs what it depends on', async () => {
    const asked: PythonLockQuestion[] = [];
    const source = world(
      { 'pyproject.toml': '[project]\ndependencies = ["six"]\n' },
      {
        pythonLock: (question) => {
          asked.push(question);
          return Promise.resolve('lock-version = "1.0"\ncreated-by = "uv"\npackages = []\n');
        },
      },
    );
    await planned(source);
    expect(asked.map(({ requirements }) => requirements)).toEqual([['six']]);
  });

  test('is an error if it is only the root of a workspace', async () => {
    const source = world({
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["api"]\n',
      'uv.lock': lock('api'),
    });
    expect(await mistakes(source)).toEqual([
      'not-a-package pyproject.toml:1:1 the project is not a package: pyproject.toml has a workspace, but no [project]',
    ]);
  });

  test.each<[what: string, files: Files]>([
    [
      'that has a setup.py',
      { 'pyproject.toml': app, 'setup.py': 'setup()\n', 'uv.lock': lock('.') },
    ],
    ['that has a build system', { 'pyproject.toml': `${app}${buildSystem}` }],
  ])('is not one %s', async (_what, files) => {
    const { spec, remarks } = await planned(world(files));
    expect([spec.project?.value, remarks]).toEqual(['.', []]);
  });
});

describe('nothing to build', () => {
  test.each<[what: string, files: Files, mistake: string]>([
    [
      'files and requirements alone',
      { 'main.py': '', 'requirements.txt': 'a==1\n' },
      'no-project grocker.yml:1:1 nothing to build or install: the context has no pyproject.toml, setup.py or setup.cfg',
    ],
    [
      'a pyproject.toml of tools',
      { 'pyproject.toml': '[tool.ruff]\nline-length = 100\n' },
      'no-project pyproject.toml:1:1 nothing to build or install: pyproject.toml has neither [project] nor [build-system]',
    ],
  ])('%s', async (_what, files, mistake) => {
    expect(await mistakes(world(files))).toEqual([mistake]);
  });
});

describe('extras and groups that a lock lacks', () => {
  const uvLock = `version = 1
requires-python = ">=3.13"

[[package]]
name = "app"
version = "1.0"
source = { editable = "." }

[package.metadata]
provides-extras = ["gui"]
`;
  const poetryLock =
    '[metadata]\nlock-version = "2.1"\npython-versions = ">=3.13"\ncontent-hash = ""\n';

  test.each<[lock: string, text: string, line: string, mistake: string]>([
    [
      'uv.lock',
      uvLock,
      'extras: [gut]',
      'unknown-extra grocker.yml:2:10 `app` has no extra `gut` · did you mean "gui"?',
    ],
    [
      'uv.lock',
      uvLock,
      'groups:\n  - dev',
      'unknown-group grocker.yml:3:5 `app` has no dependency group `dev`',
    ],
    [
      'requirements.txt',
      'a==1.0\n',
      'extras: [gut]',
      'unknown-extra grocker.yml:2:10 a requirements file has no extra `gut`',
    ],
    [
      'poetry.lock',
      poetryLock,
      'groups: [dev]',
      'unknown-group grocker.yml:2:10 the project has no dependency group `dev`',
    ],
  ])('are errors where they are written: %s', async (lock, text, line, mistake) => {
    const source = world({
      'grocker.yml': `runtime: trixie/3.13\n${line}\n`,
      'pyproject.toml': pyproject(
        'requires-python = ">=3.13"\noptional-dependencies = {gui = []}\n[build-system]\nrequires = ["hatchling"]\n',
      ),
      [lock]: text,
    });
    expect((await mistakes(source)).filter((each) => each.startsWith('unknown'))).toEqual([
      mistake,
    ]);
  });
});

describe('a requirements file that leaves versions open', () => {
  const lines = 'flask\na==1.0\nredis>=5\nb; sys_platform == "win32"\n';

  test.each<[what: string, text: string, warnings: readonly string[]]>([
    [
      'is told once',
      lines,
      [
        'requirements.txt:1 requirements.txt does not pin flask, redis: the installed versions change from day to day',
      ],
    ],
    [
      'of many lines is reported in few words',
      'a==1.0\nb\nc\nd\ne\n',
      [
        'requirements.txt:2 requirements.txt does not pin b, c, d and 1 more: the installed versions change from day to day',
      ],
    ],
    ['is fine where constraints pin them', `-c limits.txt\n${lines}`, []],
    ['is fine where it leaves none', 'a==1.0\n', []],
  ])('%s', async (_what, text, warnings) => {
    const source = world({
      'grocker.yml':
        'runtime: trixie/3.13\nlock: requirements.txt\nsource: .\nentrypoint_name: [python]\n',
      'requirements.txt': text,
      'limits.txt': 'flask==3.0\nredis==5.0\nunused>=1\n',
    });
    const { remarks } = await planned(source);
    const told = remarks.filter(({ code }) => code === 'lock-unpinned');
    expect(
      told.map(({ span, message }) => `${span?.file ?? ''}:${String(span?.start.line)} ${message}`),
    ).toEqual(warnings);
  });
});

describe('dependencies that only Poetry can read', () => {
  const poetry = '[tool.poetry]\nname = "app"\nversion = "1"\n';
  const dependencies = '[tool.poetry.dependencies]\npython = "^3.9"\nsix = "^1"\n';
  const buildSystem =
    '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n';
  const mistake = (line: number, words: string) =>
    `poetry-without-lock pyproject.toml:${String(line)}:1 pyproject.toml ${words}, and there is no lock`;
  const alone = 'names dependencies for Poetry alone (six)';

  test.each<[what: string, files: Files, expected: string]>([
    [
      'of a project that is not a package',
      { 'pyproject.toml': `${poetry}package-mode = false\n${dependencies}` },
      mistake(5, alone),
    ],
    [
      'of files that are copied',
      {
        'grocker.yml': 'source: .\nentrypoint_name: [python]\n',
        'pyproject.toml': `${poetry}${dependencies}`,
      },
      mistake(4, alone),
    ],
    [
      'beside a [project] that has none',
      { 'pyproject.toml': `${pyproject('')}${buildSystem}${dependencies}` },
      mistake(7, alone),
    ],
    [
      'with a source of its own',
      {
        'pyproject.toml': `${poetry}${buildSystem}${dependencies}[[tool.poetry.source]]\nname = "ours"\nurl = "https://index.example/simple"\n`,
      },
      mistake(10, 'sets where Poetry finds packages'),
    ],
  ])('are refused without a lock: %s', async (_what, files, expected) => {
    expect(await mistakes(world(files))).toEqual([expected]);
  });

  test.each<[what: string, files: Files, project: string | null]>([
    ['of a package', { 'pyproject.toml': `${poetry}${buildSystem}${dependencies}` }, '.'],
    [
      'that are dynamic',
      {
        'pyproject.toml': `${pyproject('dynamic = ["dependencies"]\n')}${buildSystem}${dependencies}`,
      },
      '.',
    ],
  ])('come from its build back end: %s', async (_what, files, project) => {
    const asked: PythonLockQuestion[] = [];
    const pythonLock: FactSource['pythonLock'] = (question) => {
      asked.push(question);
      return Promise.resolve('lock-version = "1.0"\ncreated-by = "uv"\npackages = []\n');
    };
    await planned(world(files, { pythonLock }));
    expect(asked.map((question) => question.project)).toEqual([project]);
  });

  test.each<[what: string, files: Files]>([
    ['there are none', { 'pyproject.toml': `${poetry}[tool.poetry.dependencies]\npython = "*"\n` }],
    [
      'a lock has them',
      { 'pyproject.toml': `${poetry}${dependencies}`, 'requirements.txt': 'six==1.0\n' },
    ],
  ])('are no error: %s', async (_what, files) => {
    expect((await mistakes(world(files))).filter((each) => each.startsWith('poetry'))).toEqual([]);
  });
});

describe('a variable of a requirements file', () => {
  const files = (definition: string) => ({
    'grocker.yml': `source: .\nentrypoint_name: [python]\n${definition}`,
    'requirements.txt': 'six==${SIX}\n',
  });

  test('is a declared argument', async () => {
    const asked: PythonLockQuestion[] = [];
    const pythonLock: FactSource['pythonLock'] = (question) => {
      asked.push(question);
      return Promise.resolve('lock-version = "1.0"\ncreated-by = "uv"\npackages = []\n');
    };
    await planned(world(files('args: {SIX: "1.16.0"}\n'), { pythonLock })).catch(() => undefined);
    expect(asked[0]?.requirements).toEqual(['six==1.16.0']);
  });

  test('is an error at its line if nothing declares it', async () => {
    expect(await mistakes(world(files('')))).toEqual([
      'lock-field requirements.txt:1:1 `${SIX}` has no value',
    ]);
  });
});

test('a file that .dockerignore hides from the build of a project is an error', async () => {
  const hidden = (directory: string) => ({
    [`${directory}pyproject.toml`]: `[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "shop"
version = "1"
readme = "README.md"
`,
  });
  const ignore = { '.dockerignore': '**/*.md\n' };
  expect(await mistakes(world({ ...hidden(''), ...ignore }))).toEqual([
    expect.stringMatching(/hidden-file pyproject.toml:8:10 .*README\.md/),
  ]);
  expect(await mistakes(world(hidden('')))).not.toContainEqual(
    expect.stringContaining('hidden-file'),
  );
});
