import { expect, test } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
import { joinPath, pathPattern } from '../paths/path-pattern.ts';
import { contextFindings, hasNothingToLock, type ContextFiles } from './context-findings.ts';

type Texts = Readonly<Record<string, string>>;

function context(texts: Texts): ContextFiles {
  const matching = (pattern: string) => {
    const { directory, matches } = pathPattern(pattern);
    return Object.keys(texts).filter((path) => {
      const name = path.replace(/^.*\//, '');
      return joinPath(directory, name) === path && matches(name);
    });
  };
  const paths: ContextFiles['paths'] = ({ patterns }) =>
    Promise.resolve([...new Set(patterns.flatMap(matching))].sort());
  const files: ContextFiles['files'] = async ({ patterns }) =>
    Object.fromEntries((await paths({ patterns })).map((path) => [path, texts[path] ?? '']));
  const exists = (path: string) =>
    Promise.resolve(
      Object.keys(texts).some((each) => each === path || each.startsWith(`${path}/`)),
    );
  const text = texts['.dockerignore'];
  const ignored = text === undefined ? null : { name: '.dockerignore', text };
  const tree = { paths: Object.keys(texts), texts: new Map(Object.entries(texts)) };
  return {
    files,
    paths,
    exists,
    ignoreFile: () => Promise.resolve(ignored),
    tree: () => Promise.resolve(tree),
  };
}

async function found(definition: string, texts: Texts): Promise<readonly string[]> {
  const findings = await contextFindings(context(texts), specOf(definition));
  return findings.map(({ code, severity, span }) => {
    const place = span && `${span.file}:${span.start.line}`;
    return [severity, code, place].join(' ');
  });
}

const source = 'source: .\nentrypoint_name: [python, -m, http.server]\n';
const project = (...lines: readonly string[]) => ({
  'pyproject.toml': ['[project]', 'name = "a"', 'version = "1"', ...lines, ''].join('\n'),
});
const hash = `--hash=sha256:${'0'.repeat(64)}`;
const poetry = '[tool.poetry]\npackage-mode = false\n';
const grouped = [
  ...['[project]', 'name = "a"', 'version = "1"', '[dependency-groups]', 'other = []'],
  ...['web = [{include-group = "core"}]', 'core = []', '[tool.uv.dependency-groups]'],
  'core = {requires-python = ">=3.12"}\n',
].join('\n');
const needy = '[tool.poetry.dependencies]\niniconfig = "^2.0"\n';

test.each<[string, string, Texts, readonly string[]]>([
  ['nothing to build', '', {}, ['error no-project grocker.yml:1']],
  [
    'Poetry’s dependencies without a lock',
    source,
    { 'pyproject.toml': poetry + needy },
    ['error poetry-without-lock pyproject.toml:3'],
  ],
  [
    'the same, which grocker.yml names too',
    `${source}packages: [Iniconfig==2.0, other]\n`,
    { 'pyproject.toml': poetry + needy },
    [],
  ],
  [
    'a project that is no package',
    '',
    { 'pyproject.toml': poetry },
    ['info not-a-package pyproject.toml:2'],
  ],
  [
    'a readme that .dockerignore hides',
    '',
    {
      'pyproject.toml':
        '[project]\nname = "a"\nversion = "1"\nreadme = "README.md"\n[build-system]\nrequires = []\n',
      '.dockerignore': '*.md\n',
    },
    ['error hidden-file pyproject.toml:4'],
  ],
  [
    'data of a package that .dockerignore hides',
    '',
    {
      'pyproject.toml':
        '[project]\nname = "a"\nversion = "1"\n[build-system]\nrequires = []\n[tool.setuptools.package-data]\na = ["*.json"]\n',
      '.dockerignore': '**/*.json\n',
    },
    ['error hidden-file pyproject.toml:7'],
  ],
  [
    'files that the context does not have',
    `${source}files: [static, other/menu.json, static/css]\nindex:\n  find_links: [wheels]\n`,
    { 'static/css/a.css': '' },
    ['error file-not-found grocker.yml:5', 'error file-not-found grocker.yml:3'],
  ],
  [
    'a password of a requirements file',
    source,
    { 'requirements.txt': 'a==1\n--extra-index-url https://me:pw@files.example/simple\n' },
    ['error password-in-url requirements.txt:2'],
  ],
  [
    'a password of a project without a lock',
    '',
    {
      'pyproject.toml':
        '[project]\nname = "a"\nversion = "1"\ndependencies = [\n  "b @ https://me:pw@files.example/b-1.zip",\n]\n[build-system]\n',
    },
    ['error password-in-url pyproject.toml:5'],
  ],
  [
    'a wheel and a project that are not there, beside a wheel that is',
    source,
    {
      'requirements.txt': './shelf/b-1-py3-none-any.whl\n./shelf/c-1-py3-none-any.whl\n./lib\n',
      'shelf/c-1-py3-none-any.whl': '',
    },
    ['error file-not-found requirements.txt:1', 'error file-not-found requirements.txt:3'],
  ],
  [
    'a file of requirements that is not there',
    source,
    { 'requirements.txt': '-r base.txt\n' },
    ['error lock-file-missing requirements.txt:1'],
  ],
  [
    'a variable that has no value',
    source,
    { 'requirements.txt': 'a @ ${SHELF}/a-1-py3-none-any.whl\n' },
    ['error lock-field requirements.txt:1'],
  ],
  [
    'a Python that the project refuses',
    'runtime: bookworm/3.11\n' + source,
    { 'pyproject.toml': '[project]\nname = "a"\nversion = "1"\nrequires-python = ">=3.12"\n' },
    ['error requires-python grocker.yml:1'],
  ],
  [
    'a group that refuses the Python, by a group that it includes',
    'runtime: bookworm/3.11\ngroups: [Web]\n' + source,
    { 'pyproject.toml': grouped },
    ['error requires-python grocker.yml:2'],
  ],
  [
    'a group that refuses it and is not wanted',
    'runtime: bookworm/3.11\ngroups: [other]\n' + source,
    { 'pyproject.toml': grouped },
    [],
  ],
  [
    'a group that accepts it',
    'runtime: trixie/3.13\ngroups: [web]\n' + source,
    { 'pyproject.toml': grouped },
    [],
  ],
  [
    'a Python of which only some patch versions fit',
    source,
    { 'pyproject.toml': '[project]\nname = "a"\nversion = "1"\nrequires-python = ">=3.13.4"\n' },
    [],
  ],
  [
    'a server that a complete lock does not have',
    'source: .\nentrypoint_name: [gunicorn, app]\n',
    { 'requirements.txt': `flask==3 ${hash}\n` },
    ['error missing-entrypoint grocker.yml:2'],
  ],
  [
    'a server that it has',
    'source: .\nentrypoint_name: [gunicorn, app]\n',
    { 'requirements.txt': `gunicorn==23 ${hash}\n` },
    [],
  ],
  [
    'a server that something unlocked may require',
    'source: .\nentrypoint_name: [gunicorn, app]\n',
    { 'requirements.txt': 'flask==3\n' },
    [],
  ],
  [
    'a module that is written wrong',
    'source: .\nentrypoint_name: [uvicorn, "orders.mian:app"]\n',
    { 'orders/main.py': 'app = 1\n' },
    ['error missing-start grocker.yml:2'],
  ],
  [
    'an object that a module does not have',
    'source: .\nentrypoint_name: uvicorn\ncmd: ["main:ap"]\n',
    { 'main.py': 'app = 1\n' },
    ['error missing-start grocker.yml:3'],
  ],
  [
    'a file that is not there',
    'source: .\nentrypoint_name: [python, mian.py]\n',
    { 'main.py': '' },
    ['error missing-start grocker.yml:2'],
  ],
  [
    'a module of a package that may be installed',
    'source: .\nentrypoint_name: [uvicorn, "mian:app"]\n',
    { 'main.py': 'app = 1\n' },
    ['warning missing-start grocker.yml:2'],
  ],
  [
    'a module that only an installed package may have',
    'source: .\nentrypoint_name: [uvicorn, "shop.web:app"]\n',
    { 'main.py': 'app = 1\n' },
    [],
  ],
  [
    'modules that a step makes, and another image brings',
    'source: .\nsteps: [{run: [protoc], output: orders/}]\nentrypoint_name: [python, -m, orders.mian]\n',
    { 'orders/main.py': '' },
    [],
  ],
  [
    'modules that a volume brings',
    'source: .\nvolumes: [/home/grocker]\nentrypoint_name: [python, -m, orders.mian]\n',
    { 'orders/main.py': '' },
    [],
  ],
  [
    'a module of a project, wherever it has them',
    'project: .\nentrypoint_name: [uvicorn, "shop.main:app"]\n',
    { 'src/shop/main.py': 'app = 1\n', ...project('[build-system]') },
    [],
  ],
  [
    'an object that a module of a project does not have',
    'project: .\nentrypoint_name: [uvicorn, "shop.main:ap"]\n',
    { 'src/shop/main.py': 'app = 1\n', ...project('[build-system]') },
    ['error missing-start grocker.yml:2'],
  ],
  [
    'requirements without versions, each file once at its first such line',
    `${source}lock: [requirements.txt, more.txt]\n`,
    { 'requirements.txt': 'a==1\nb\nc>=2\n', 'more.txt': 'd~=1.0\n' },
    ['warning lock-unpinned requirements.txt:2', 'warning lock-unpinned more.txt:1'],
  ],
  [
    'requirements whose versions are in a file of constraints',
    source,
    { 'requirements.txt': '-c constraints.txt\na\n', 'constraints.txt': 'a==1\n' },
    [],
  ],
  [
    'requirements whose versions grocker.lock has',
    source,
    { 'requirements.txt': 'a\n', 'grocker.lock': '{}' },
    [],
  ],
  [
    'a server that is added',
    'source: .\npackages: [gunicorn]\nentrypoint_name: [gunicorn, app]\n',
    { 'requirements.txt': `flask==3 ${hash}\n` },
    [],
  ],
  [
    'a server of Debian',
    'source: .\ndependencies: {run: [gunicorn]}\nentrypoint_name: [gunicorn, app]\n',
    { 'requirements.txt': `flask==3 ${hash}\n` },
    [],
  ],
  [
    'a server in a directory of files',
    'source: .\nenvs: {PATH: /srv/bin}\nentrypoint_name: [gunicorn, app]\n',
    { 'requirements.txt': `flask==3 ${hash}\n` },
    [],
  ],
  [
    'a command that nobody knows',
    'source: .\nentrypoint_name: [serve, app]\n',
    { 'requirements.txt': `flask==3 ${hash}\n` },
    [],
  ],
])('%s', async (_, definition, texts, expected) => {
  expect(await found(definition, texts)).toEqual(expected);
});

test.each<[string, string, Texts, boolean]>([
  ['files alone', source, {}, true],
  ['a project that requires nothing', 'project: .\n', project('[build-system]'), true],
  ['a project that requires something', 'project: .\n', project('dependencies = ["b"]'), false],
  ['files of a project that requires something', source, project('dependencies = ["b"]'), false],
  [
    'an extra that is asked for',
    'extras: [x]\n' + source,
    project('[project.optional-dependencies]', 'x = ["b"]'),
    false,
  ],
  ['an extra that is not', source, project('[project.optional-dependencies]', 'x = ["b"]'), true],
  [
    'dependencies that only a back end knows',
    'project: .\n',
    project('dynamic = ["dependencies"]'),
    false,
  ],
  ['a package beside files', 'packages: [b]\n' + source, {}, false],
  ['a release', 'release: b==1\n', {}, false],
  [
    'Poetry’s dependencies, whose error names the lock',
    source,
    { 'pyproject.toml': poetry + needy },
    true,
  ],
  ['a Pipfile, whose error names the lock', source, { Pipfile: '[packages]\nb = "*"\n' }, true],
])('%s: whether there is nothing to lock', async (_, definition, texts, expected) => {
  expect(await hasNothingToLock(context(texts), specOf(definition))).toBe(expected);
});
