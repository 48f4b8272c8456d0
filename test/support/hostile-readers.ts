import { DiagnosticError } from '../../src/diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { ParseError } from '../../src/diagnostics/parse-error.ts';
import { renderDiagnostics } from '../../src/diagnostics/render.ts';
import { sortedDiagnostics } from '../../src/diagnostics/sorted-diagnostics.ts';
import { SourceText } from '../../src/diagnostics/source-text.ts';
import { readContainerFile } from '../../src/init/dockerfile/container-file.ts';
import { readModule } from '../../src/init/python/python-module.ts';
import { ignoredNames } from '../../src/inputs/ignored-names.ts';
import { parseDockerignore } from '../../src/inputs/dockerignore.ts';
import { formats } from '../../src/lock/formats/formats.ts';
import { readLock } from '../../src/lock/read-lock.ts';
import { selectDistributions } from '../../src/lock/select-distributions.ts';
import { constraintLines } from '../../src/project/constraints.ts';
import { pythonRequests } from '../../src/project/settings/python-requests.ts';
import { readBuildSystem } from '../../src/python/build-system.ts';
import { parseCoreMetadata } from '../../src/python/core-metadata.ts';
import {
  dependencyGroupNames,
  resolveDependencyGroups,
} from '../../src/python/dependency-groups.ts';
import { parseEntryPoints } from '../../src/python/entry-points.ts';
import { readProjectMetadata } from '../../src/python/project-metadata.ts';
import { pythonTarget } from '../../src/python/python-target.ts';
import { lint } from '../../src/rules/lint.ts';
import { parseSpec } from '../../src/spec/parse-spec.ts';
import { yamlLimits } from '../../src/spec/yaml/limits.ts';
import { readGrockerLock } from '../../src/system/read-grocker-lock.ts';
import { parseToml } from '../../src/toml/parse-toml.ts';
import { tomlSpan } from '../../src/toml/toml-ranges.ts';

/** A reader of a file that other people write. */
export interface HostileReader {
  readonly name: string;
  /** A longer text is refused before it is read. */
  readonly longest: number;
  /** `…`: where a hostile text stands. */
  readonly templates: readonly string[];
  /** A template and a part of which it has many, `%` its number. */
  readonly parts: readonly (readonly [template: string, part: string])[];
  readonly read: (text: string) => readonly Diagnostic[];
}

const sha = `sha256:${'0'.repeat(64)}`;

const target = pythonTarget({
  version: '3.13.5',
  freeThreaded: false,
  architecture: 'amd64',
  libc: { name: 'glibc', version: '2.41' },
});

function lockReader(
  name: string,
  file: string,
  templates: readonly string[],
  parts: HostileReader['parts'],
  companion = '',
): HostileReader {
  const format = formats.find((each) => each.name === name);
  if (format === undefined) throw new Error(`there is no format ${name}`);
  const pyproject = companion === '' ? undefined : new SourceText(format.companion, companion);
  return {
    name: file,
    longest: Infinity,
    templates,
    parts,
    read: (text) => {
      const source = new SourceText(file, text);
      const lock = readLock({ format: format.name, source, pyproject, readFile: () => undefined });
      const request = { target, extras: [], groups: [], noBinary: [], onlyBinary: [] };
      return selectDistributions(lock, request).diagnostics;
    },
  };
}

const project = '[project]\nname = "a"\nversion = "1"\n';
const uv = 'version = 1\nrequires-python = ">=3.8"\n';
const uvRoot =
  '[[package]]\nname = "a"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "b" }]\n';
const poetry = '[metadata]\nlock-version = "2.1"\npython-versions = "*"\ncontent-hash = "0"\n';
const poetryPackage =
  '[[package]]\nname = "b"\nversion = "1"\noptional = false\npython-versions = "*"\nfiles = []\n';

/** Every reader of other people's files. */
export const hostileReaders: readonly HostileReader[] = [
  {
    name: 'grocker.yml',
    longest: yamlLimits.length - 1000,
    templates: [
      ...[
        '…',
        'release: …',
        'release: "…"',
        'release: "….whl"',
        'release: a[…]',
        'release: a…',
        'release: "a @ …"',
        'release: a==…',
      ],
      ...[
        'runtime: …',
        'base: "…"',
        'envs: {A: "…"}',
        'envs: {…}',
        'source: "…"',
        'packages: ["…"]',
        'ports: ["…"]',
        'x: […',
      ],
      ...[
        'args: {A: "1"}\nenvs: {B: "…"}',
        'args: {A: "1"}\nsteps:\n- run: "…"',
        'entrypoint: "…"',
        'x-a: &a …',
        'steps: [{copy: "…"}]',
      ],
      ...[
        'healthcheck: "…"',
        'user: "…"',
        'volumes: ["…"]',
        'files: {"…": "a"}',
        'dependencies: ["…"]',
        'index: {url: "…"}',
        'labels: {"…": "1"}',
      ],
    ],
    parts: [
      ['release: a[…b]', 'e%,'],
      ['envs:\n…', '  A%: "${B%}"\n'],
      ['args:\n…', '  A%: "${A%}"\n'],
      ['…', 'k%: 1\n'],
      ['x: [{a: 1}…]', ', {a: 1}'],
      ['envs: {A: "…"}', '${B%}'],
      ['packages: [a…]', ', b%==1.0'],
      ['packages: [a…]', ', "b %%%"'],
      ['dependencies: [a…]', ', "B %"'],
      ['services:\n…', '  s%: {}\n'],
      ['ports: [1…]', ', x%'],
      ['volumes: [/a…]', ', /b%/c'],
      ['files:\n…', '  a%: /b%\n'],
      ['x-a: &a [1]\nx-b: [*a…]', ', *a'],
    ],
    read: (text) => {
      const source = new SourceText('grocker.yml', text);
      const { diagnostics } = parseSpec(source);
      const findings = lint(source, () => ({ locks: [], hasSystemLock: false, client: 'other' }));
      return [...diagnostics, ...findings];
    },
  },
  {
    name: 'pyproject.toml',
    longest: Infinity,
    templates: [
      ...[
        '…',
        '… = 1',
        'a = …',
        'a = "…"',
        '[…]',
        '[[…]]',
        `${project}dependencies = ["…"]`,
        `${project}dependencies = ["a…"]`,
      ],
      ...[
        `${project}dependencies = ["a[…]"]`,
        `${project}dependencies = ["a==…"]`,
        `${project}dependencies = ["a; …"]`,
        `${project}dependencies = ["a @ …"]`,
      ],
      ...[
        `${project}requires-python = "…"`,
        `${project}scripts = {a = "…"}`,
        '[project]\nname = "…"',
        '[project]\nname = "a"\nversion = "…"',
      ],
      ...[
        '[build-system]\nrequires = ["…"]',
        '[dependency-groups]\na = ["…"]',
        '[tool.poetry.dependencies]\npython = "…"',
        '[tool.poetry.dependencies]\npython = "1.…"',
      ],
      ...[
        '[tool.uv]\nexclude-newer = "…"',
        '[tool.uv]\nrequired-version = "…"',
        '[tool.hatch]\n… = 1',
        `${project}… = 1`,
      ],
    ],
    parts: [
      [`${project}dependencies = ["a[…b]"]`, 'e%,'],
      [`${project}dependencies = […]`, '"a%",'],
      [`${project}dependencies = […]`, '"a %",'],
      [`${project}dynamic = […]`, '"name",'],
      [`${project}scripts = {…a = "a:b"}`, 'a% = "a:b", '],
      [`${project}scripts = {…a = "a:b"}`, 'a% = "a b", '],
      [`${project}[project.optional-dependencies]\n…`, 'e% = ["a"]\n'],
      [`[dependency-groups]\n…`, 'g% = [{include-group = "g0"}]\n'],
      [`[dependency-groups]\ng0=[]\na=[…]\n`, '{include-group = "g0"},'],
      ['…', '[a%.b]\n'],
      ['…', '[[a]]\nb.c.d=%\n'],
      ['…', 'a.b%.c = 1\n'],
    ],
    read: (text) => {
      const source = new SourceText('pyproject.toml', text);
      pythonRequests({ 'pyproject.toml': text, '.python-version': text }, ['.']);
      const table = parseToml(source);
      const locate = (path: readonly (string | number)[]) => tomlSpan(source, path);
      return [
        ...readProjectMetadata(table, locate).diagnostics,
        ...readBuildSystem(table, locate).diagnostics,
        ...resolveDependencyGroups(table, dependencyGroupNames(table).slice(0, 100), locate)
          .diagnostics,
      ];
    },
  },
  lockReader(
    'uv',
    'uv.lock',
    [
      ...[
        '…',
        '… = 1',
        `${uv}… = 1`,
        `${uv}[…]`,
        `${uv}${uvRoot}[[package]]\nname = "…"\nversion = "1"`,
      ],
      ...[
        `${uv}${uvRoot}[[package]]\nname = "b"\nversion = "…"\nsource = { registry = "https://i.example" }`,
      ],
      ...[
        `${uv}${uvRoot}[[package]]\nname = "b"\nversion = "1"\nsource = { registry = "https://i.example" }\nwheels = [{ url = "https://f.example/…", hash = "${sha}" }]`,
      ],
      ...[
        `${uv}${uvRoot}[[package]]\nname = "b"\nversion = "1"\nsource = { registry = "https://i.example" }\nwheels = [{ url = "https://f.example/….whl", hash = "${sha}" }]`,
      ],
      ...[
        `${uv}${uvRoot}[[package]]\nname = "b"\nversion = "1"\nsource = { git = "https://g.example/…" }`,
      ],
      ...[`${uv}resolution-markers = ["…"]\n${uvRoot}`, `version = 1\nrequires-python = "…"`],
      ...[
        `${uv}[[package]]\nname = "a"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "b", marker = "…" }]`,
      ],
    ],
    [
      [
        `${uv}${uvRoot}…`,
        '[[package]]\nname = "b%"\nversion = "1"\nsource = { registry = "https://i.example" }\n',
      ],
      [
        `${uv}${uvRoot}…`,
        '[[package]]\nname = "b"\nversion = "%"\nsource = { registry = "https://i.example" }\n',
      ],
      [
        `${uv}[[package]]\nname = "a"\nversion = "1"\nsource = { virtual = "." }\ndependencies = […]\n`,
        '{ name = "b%" },',
      ],
      [
        `${uv}${uvRoot}[[package]]\nname = "b"\nversion = "1"\nsource = { registry = "https://i.example" }\nwheels = […]\n`,
        `{ url = "https://f.example/b-1-py%-none-any.whl", hash = "${sha}" },`,
      ],
      [
        `${uv}${uvRoot}[[package]]\nname = "b"\nversion = "1"\nsource = { registry = "https://i.example" }\nwheels = […]\n`,
        `{ url = "https://f.example/c%", hash = "x" },`,
      ],
    ],
    project,
  ),
  lockReader(
    'poetry',
    'poetry.lock',
    [
      ...['…', '… = 1', `${poetry}… = 1`, `[[package]]\nname = "…"\nversion = "1"\n${poetry}`],
      ...[
        `${poetryPackage}[package.dependencies]\nc = "…"\n${poetry}`,
        `${poetryPackage}[package.dependencies]\nc = "1.…"\n${poetry}`,
      ],
      ...[
        `${poetryPackage}[package.dependencies]\nc = {version = "*", markers = "…"}\n${poetry}`,
        poetryPackage.replace('[]', '[{file = "….whl", hash = "x"}]') + poetry,
      ],
      ...[
        poetryPackage.replace('"*"', '"…"') + poetry,
        poetryPackage.replace('"*"', '"1.x…"') + poetry,
        `${poetryPackage}[package.extras]\n"…" = ["a"]\n${poetry}`,
      ],
    ],
    [
      [`…${poetry}`, poetryPackage.replace('"b"', '"b%"')],
      [`…${poetry}`, poetryPackage.replace('"1"', '"%"')],
      [`${poetryPackage}[package.dependencies]\n…${poetry}`, 'c% = "*"\n'],
      [`${poetryPackage}[package.dependencies]\n…${poetry}`, 'c% = "^1 ?"\n'],
      [`${poetryPackage}[package.extras]\n…${poetry}`, 'c% = ["a"]\n'],
    ],
    '[tool.poetry]\nname = "a"\nversion = "1"\n[tool.poetry.dependencies]\nb = "*"\n',
  ),
  lockReader(
    'pdm',
    'pdm.lock',
    [
      ...[
        '…',
        '… = 1',
        '[metadata]\nlock_version = "4.5.0"\n[[package]]\nname = "…"',
        '[metadata]\nlock_version = "…"',
      ],
      ...[
        '[metadata]\nlock_version = "4.5.0"\ngroups = ["default"]\n[[package]]\nname = "b"\nversion = "1"\ngroups = ["default"]\ndependencies = ["…"]\nfiles = []',
      ],
      ...[
        '[metadata]\nlock_version = "4.5.0"\ngroups = ["default"]\n[[package]]\nname = "b"\nversion = "1"\ngroups = ["default"]\nmarker = "…"\nfiles = []',
      ],
      ...[
        '[metadata]\nlock_version = "4.5.0"\ngroups = ["default"]\n[[package]]\nname = "b"\nversion = "1"\ngroups = ["default"]\nfiles = [{file = "….whl", hash = "x"}]',
      ],
    ],
    [
      [
        '[metadata]\nlock_version = "4.5.0"\ngroups = ["default"]\n…',
        '[[package]]\nname = "b%"\nversion = "1"\ngroups = ["default"]\nfiles = []\n',
      ],
      [
        '[metadata]\nlock_version = "4.5.0"\ngroups = ["default"]\n[[package]]\nname = "b"\nversion = "1"\ngroups = ["default"]\nfiles = []\ndependencies = […]',
        '"c%",',
      ],
    ],
    project,
  ),
  lockReader(
    'pylock',
    'pylock.toml',
    [
      ...[
        '…',
        '… = 1',
        'lock-version = "…"',
        'lock-version = "1.0"\ncreated-by = "a"\n[[packages]]\nname = "…"',
      ],
      ...[
        'lock-version = "1.0"\ncreated-by = "a"\nrequires-python = "…"',
        'lock-version = "1.0"\ncreated-by = "a"\n[[packages]]\nname = "b"\nversion = "1"\nmarker = "…"',
      ],
      ...[
        'lock-version = "1.0"\ncreated-by = "a"\n[[packages]]\nname = "b"\nversion = "1"\nwheels = [{url = "https://f.example/….whl", hashes = {sha256 = "0"}}]',
      ],
      ...[
        'lock-version = "1.0"\ncreated-by = "a"\n[[packages]]\nname = "b"\nversion = "1"\nsdist = {url = "https://f.example/…", hashes = {sha256 = "0"}}',
      ],
    ],
    [
      ['lock-version = "1.0"\ncreated-by = "a"\n…', '[[packages]]\nname = "b%"\nversion = "1"\n'],
      ['lock-version = "1.0"\ncreated-by = "a"\n…', '[[packages]]\nname = "b"\nversion = "%"\n'],
      ['lock-version = "1.0"\ncreated-by = "a"\nextras = […]\n', '"e%",'],
    ],
    project,
  ),
  lockReader(
    'pipfile',
    'Pipfile.lock',
    [
      ...[
        '…',
        '{"_meta": …',
        '{"default": {"…": {}}}',
        '{"_meta":{"hash":{"sha256":"0"},"pipfile-spec":6,"requires":{},"sources":[]},"default":{"b":{"version":"==…"}},"develop":{}}',
      ],
      ...[
        '{"_meta":{"hash":{"sha256":"0"},"pipfile-spec":6,"requires":{},"sources":[]},"default":{"b":{"version":"==1","markers":"…","hashes":[]}},"develop":{}}',
      ],
    ],
    [
      [
        '{"_meta":{"hash":{"sha256":"0"},"pipfile-spec":6,"requires":{},"sources":[]},"default":{…"z":{"version":"==1"}},"develop":{}}',
        '"b%":{"version":"==1"},',
      ],
      [
        '{"_meta":{"hash":{"sha256":"0"},"pipfile-spec":6,"requires":{},"sources":[]},"default":{"b":{"version":"==1","hashes":[…"x"]}},"develop":{}}',
        '"x%",',
      ],
    ],
    '[packages]\nb = "*"\n',
  ),
  lockReader(
    'requirements',
    'requirements.txt',
    [
      '…',
      'a…',
      'a[…]',
      'a[…]==1',
      'a==…',
      'a==1 …',
      'a; …',
      'a @ …',
      'a @ git+https://g.example/…',
      '-e …',
      '-r …',
      './…',
      '….whl',
      'a==1 --hash=…',
      '--index-url …',
      '"…"',
      'https://f.example/…#egg=…',
    ],
    [
      ['a[…b]', 'e%,'],
      ['…', 'a%==1\n'],
      ['…', 'a%\n'],
      ['…', 'a==%\n'],
      ['…', '-r f%\n'],
      ['…', '-e ./%\n'],
      ['a==1 …', `--hash=${sha} `],
      ['a==1 \\\n…', `--hash=${sha} \\\n`],
      ['…', '--index-url https://i%.example\n'],
      ['a; a…', " or extra == 'e%'"],
    ],
  ),
  {
    name: '.dockerignore',
    // Longer ones are the engine's.
    longest: 16_000,
    templates: ['…', '!…', '*…', '**/…', 'a…b', '…/x'],
    parts: [
      ['…', '*a%\n'],
      ['…', '**/a/**/a%\n'],
      ['…', '!a?*a*%\n'],
      ['…', '*a*a*a*a*a*a*a*a*a*a*a*a*a*a%\n'],
    ],
    read: (text) => {
      const isIgnored = ignoredNames(parseDockerignore(text));
      for (const name of ['a'.repeat(255), 'a/'.repeat(300), 'x']) isIgnored?.(name);
      return [];
    },
  },
  {
    name: 'Dockerfile',
    // A longer one is not read.
    longest: 65_000,
    templates: [
      '…',
      'FROM …',
      'FROM a\nRUN …',
      'FROM a\nENV A=…',
      'FROM a\nCMD …',
      'FROM a\nCMD ["…"]',
      'FROM a\nENV A=1\nENV B=…',
      'FROM a\nEXPOSE …',
      'FROM a\nCOPY …',
      'FROM a\nRUN apt-get install …',
      'FROM a\nRUN pip install "…"',
      'FROM a\nHEALTHCHECK …',
    ],
    parts: [
      ['FROM a\nENV A=aaaaaaaa\n…CMD $A\n', 'ENV A=$A$A\n'],
      ['FROM a\n…', 'ENV A%=1\n'],
      ['FROM a\n…', 'ENV A% ${A}\n'],
      ['…', 'FROM a AS b%\n'],
      ['FROM a\nCOPY a /a\n…', 'FROM a\nCOPY --from=% / /\nCOPY --from=% /a /a\n'],
      ['FROM a AS b\n…', 'FROM b AS b\n'],
      ['FROM a\nRUN a…', ' && b%'],
      ['FROM a\nEXPOSE …', '% '],
    ],
    read: (text) => {
      readContainerFile('Dockerfile', text);
      return [];
    },
  },
  {
    name: 'Python',
    // The parser mends what is no Python, which takes it much longer than reading some.
    longest: 200_000,
    templates: [
      '…',
      'a = …',
      'a(…)',
      'def f(…): pass',
      'import …',
      'from a import …',
      'if …: pass',
      'f"…"',
    ],
    parts: [
      ['…', 'import a%\n'],
      ['…', 'a%.b()\n'],
      ['a = […]', '%,'],
      ['a(…)', 'b%=1,'],
      ['…', 'if a%: '],
      ['a = …0', '-'],
      ['a = …0', 'not '],
      ['a = …0', 'lambda: '],
      ['…', 'elif a%:\n  b\n'],
      ['…', '@a%\n'],
    ],
    read: (text) => {
      readModule('app.py', text);
      return [];
    },
  },
  {
    name: 'constraints',
    longest: Infinity,
    templates: ['…', 'a…', 'a[…]', 'a==…', 'a==1 …', 'a; …', 'a @ …', 'a==1 --hash=…'],
    parts: [
      ['…', 'a%==1\n'],
      ['…', 'a% b\n'],
      ['…', '-c %\n'],
      ['a[…b]', 'e%,'],
      ['a==1 …', `--hash=${sha} `],
    ],
    read: (text) => {
      constraintLines(new SourceText('constraints.txt', text));
      return [];
    },
  },
  {
    name: 'grocker.lock',
    longest: Infinity,
    templates: [
      '…',
      '… = 1',
      'version = …',
      'version = 1\n[[image]]\n… = 1',
      'version = 1\n[[image]]\nbase = "…"',
      'version = 1\n[[image]]\nreference = "…"',
      'version = 1\n[[image]]\npackages = ["…"]',
      '[…]',
    ],
    parts: [
      ['version = 1\n…', '[[image]]\nbase = "a%"\n'],
      ['version = 1\n[[image]]\n…', '[[image.package]]\nname = "a%"\n'],
      ['version = 1\n[[image]]\npackages = […]', '"a%",'],
    ],
    read: (text) => {
      readGrockerLock(new SourceText('grocker.lock', text));
      return [];
    },
  },
  {
    name: 'METADATA',
    longest: Infinity,
    templates: [
      '…',
      'Metadata-Version: 2.1\nName: …\nVersion: 1',
      'Metadata-Version: 2.1\nName: a\nVersion: 1\nRequires-Dist: a…',
      'Metadata-Version: 2.1\nName: a\nVersion: 1\nRequires-Dist: a[…]',
      'Metadata-Version: 2.1\nName: a\nVersion: 1\nRequires-Python: …',
      'Metadata-Version: 2.1\nName: a\nVersion: 1\nRequires-Dist: a; …',
      'Name: a\n…',
    ],
    parts: [
      ['Metadata-Version: 2.1\nName: a\nVersion: 1\n…', 'Requires-Dist: a%\n'],
      ['Metadata-Version: 2.1\nName: a\nVersion: 1\nSummary: a\n…', ' b%\n'],
      ['Metadata-Version: 2.1\nName: a\nVersion: 1\nRequires-Dist: a[…b]\n', 'e%,'],
      ['Metadata-Version: 2.1\nName: a\nVersion: 1\nRequires-Python: …', '!=%,'],
    ],
    read: (text) => {
      parseCoreMetadata(text);
      return [];
    },
  },
  {
    name: 'entry_points.txt',
    longest: Infinity,
    templates: [
      '…',
      '[…]',
      '[console_scripts]\n…',
      '[console_scripts]\na = …',
      '[console_scripts]\na = a:…',
      '[console_scripts]\na = a:b […]',
    ],
    parts: [
      ['[console_scripts]\n…', 'a% = a:b\n'],
      ['…', '[a%]\n'],
    ],
    read: (text) => {
      parseEntryPoints(text);
      return [];
    },
  },
];

/** Reads a text, and shows what there is to say as a terminal would have it; how it was refused does not matter. */
export function readHostile(reader: HostileReader, text: string): void {
  const sources = new Map([[reader.name, new SourceText(reader.name, text)]]);
  const show = (diagnostics: readonly Diagnostic[]) => {
    renderDiagnostics(sortedDiagnostics(diagnostics), sources);
  };
  try {
    show(reader.read(text));
  } catch (error) {
    if (error instanceof DiagnosticError) show(error.diagnostics);
    else if (!(error instanceof ParseError)) throw error;
  }
}
