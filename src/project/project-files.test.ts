import { describe, expect, it } from 'vitest';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { MemoryInputs } from '../inputs/memory-inputs.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import { application } from './application.ts';
import { projectFiles } from './project-files.ts';

const pyproject = '[project]\nname = "site"\nversion = "1"\ndependencies = ["a"]\n';
const setup = 'from setuptools import setup\n\nsetup(name="app", version="1")\n';

async function read(definition: string, files: Readonly<Record<string, string>>) {
  const { spec } = parseSpec(new SourceText('grocker.yml', definition));
  if (spec === undefined) throw new Error('the definition has mistakes');
  return { spec, found: await projectFiles(new MemoryInputs(files), spec) };
}

describe('an application that is not packaged', () => {
  it.each([
    ['has its own metadata', 'source: src', ['src/pyproject.toml', 'pyproject.toml'], 'src'],
    ['has that of the directory above', 'source: src', ['pyproject.toml'], '.'],
    ['has the nearest', 'source: a/b', ['a/pyproject.toml', 'pyproject.toml'], 'a'],
    [
      'has that beside its lock',
      'source: src\nlock: deploy/uv.lock',
      ['deploy/uv.lock', 'deploy/pyproject.toml'],
      'deploy',
    ],
    ['may have none', 'source: src', [], 'src'],
  ])('%s', async (_, definition, paths, directory) => {
    const files = Object.fromEntries(paths.map((path) => [path, pyproject]));
    const { spec, found } = await read(definition, files);
    expect(found.project?.directory).toBe(directory);
    const { kind, name } = application(spec, found, []);
    expect([kind, name]).toStrictEqual(['source', paths.length > 0 ? 'site' : 'src']);
  });
});

describe('the lock of a member of a uv workspace', () => {
  const workspace = (text: string) => `[tool.uv.workspace]\n${text}\n`;
  it.each([
    ['is the lock of the workspace', workspace('members = ["libs/*"]'), 'uv.lock'],
    ['is that of the workspace, however deep', workspace('members = ["**"]'), 'uv.lock'],
    [
      'is its own where it is left out',
      workspace('members = ["**"]\nexclude = ["libs/core"]'),
      'own',
    ],
    ['is its own where it is none', workspace('members = ["services/*"]'), 'own'],
    ['is its own where a name is another', workspace('members = ["libs/cor"]'), 'own'],
    ['is its own where no workspace is above', pyproject, 'own'],
    ['is its own where nothing above can be read', 'workspace = [', 'own'],
  ])('%s', async (_, above, lock) => {
    const { found } = await read('project: libs/core', {
      'libs/core/pyproject.toml': pyproject,
      'libs/core/uv.lock': 'version = 1\n',
      'pyproject.toml': above,
      'uv.lock': 'version = 1\n',
    });
    expect(found.locks.map(({ name }) => name)).toStrictEqual([
      lock === 'own' ? 'libs/core/uv.lock' : lock,
    ]);
  });

  it('is its own if it is a workspace itself', async () => {
    const { found } = await read('project: libs/core', {
      'libs/core/pyproject.toml': `${pyproject}[tool.uv.workspace]\nmembers = []\n`,
      'libs/core/uv.lock': 'version = 1\n',
      'pyproject.toml': workspace('members = ["libs/*"]'),
      'uv.lock': 'version = 1\n',
    });
    expect(found.locks.map(({ name }) => name)).toStrictEqual(['libs/core/uv.lock']);
  });
});

it.each(['lock: constructor', 'pip_constraint: constructor'])(
  'a missing file is reported, whatever its name: %s',
  async (definition) => {
    const error: unknown = await read(definition, { 'pyproject.toml': pyproject }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(DiagnosticError);
    const { diagnostics } = error as DiagnosticError;
    expect(diagnostics.map(({ code }) => code)).toEqual(['file-not-found']);
  },
);

describe('a setup.py without dependencies', () => {
  async function diagnostics(definition: string, files: Readonly<Record<string, string>>) {
    try {
      await read(definition, files);
      return [];
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      return error.diagnostics.map(({ code, message, help, span }) => ({
        ...{ code, message, help },
        at: span && `${span.file}:${span.start.line}:${span.start.column}`,
      }));
    }
  }

  it('beside requirements.txt is ambiguous', async () => {
    const files = { 'setup.py': setup, 'requirements.txt': 'flask==3.1.2\n' };
    expect(await diagnostics('', files)).toStrictEqual([
      {
        code: 'undecided-dependencies',
        message: 'setup.py names no dependencies (install_requires), but there is requirements.txt',
        help: 'Write `lock: requirements.txt` in grocker.yml, if the application needs what it lists; else `install_requires=[]` in setup.py.',
        at: 'setup.py:3:1',
      },
    ]);
  });

  it('names every file that was found, and the likely one', async () => {
    const files = {
      'app/setup.py': setup,
      'app/requirements/dev.txt': 'pytest\n',
      'app/requirements/prod.txt': 'flask\n',
      'app/requirements-docs.txt': '# nothing\n',
    };
    expect(await diagnostics('project: app', files)).toMatchObject([
      {
        message:
          'app/setup.py names no dependencies (install_requires), but there are app/requirements/dev.txt, app/requirements/prod.txt',
        help: expect.stringContaining('`lock: app/requirements/prod.txt`') as string,
      },
    ]);
  });

  it.each([
    ['a lock that is named', 'lock: requirements.txt', { 'setup.py': setup }],
    ['a lock of a tool', '', { 'setup.py': setup, 'uv.lock': '' }],
    ['dependencies of its own', '', { 'setup.py': 'setup(install_requires=["a"])' }],
    [
      'dependencies in setup.cfg',
      '',
      { 'setup.py': setup, 'setup.cfg': '[options]\ninstall_requires =\n  a\n' },
    ],
    ['metadata', '', { 'setup.py': setup, 'pyproject.toml': pyproject }],
    ['a build that reads the file itself', '', { 'setup.py': 'setup(pbr=True)' }],
    ['a source instead', 'source: .', { 'setup.py': setup }],
  ])('asks nothing if there is %s', async (_, definition, files) => {
    expect(await diagnostics(definition, { 'requirements.txt': 'a\n', ...files })).toStrictEqual(
      [],
    );
  });

  it('asks nothing if no file lists anything', async () => {
    const files = { 'setup.py': setup, 'requirements.txt': '# nothing\n' };
    expect(await diagnostics('', files)).toStrictEqual([]);
  });
});

describe('a setup.py that calls nothing', () => {
  const files = { 'requirements.txt': 'flask==3.1.2\n' };
  it.each(['', '# later\n', 'from setuptools import setup  # not yet\n# setup()\n'])(
    'makes no project: %j',
    async (text) => {
      const reading = read('project: .', { ...files, 'setup.py': text });
      const error: unknown = await reading.catch((thrown: unknown) => thrown);
      const [found] = error instanceof DiagnosticError ? error.diagnostics : [];
      expect(found).toMatchObject({
        code: 'no-project',
        message: 'nothing to build or install: setup.py is empty',
      });
      expect(found?.help).toContain('Write `source: .` in grocker.yml');
    },
  );

  it('keeps the files of `source`', async () => {
    const { found } = await read('source: .', { ...files, 'setup.py': '' });
    expect(found.project?.hasSetupScript).toBe(false);
  });
});

describe('locks of several tools side by side', () => {
  const own = 'lock-version = "1.0"\n\n[tool.grocker]\n';

  it.each<[string, readonly string[], string | undefined]>([
    ['', ['uv.lock', 'poetry.lock'], 'uv.lock: poetry.lock'],
    [
      '',
      ['requirements.txt', 'pdm.lock', 'Pipfile.lock'],
      'pdm.lock: Pipfile.lock, requirements.txt',
    ],
    ['', ['pylock.toml', 'uv.lock'], 'uv.lock: pylock.toml'],
    ['', ['pylock.toml', 'pylock.dev.toml'], undefined],
    ['', ['pylock.toml', 'requirements.txt'], 'pylock.toml: requirements.txt'],
    ['', ['uv.lock'], undefined],
    ['lock: poetry.lock', ['uv.lock', 'poetry.lock'], undefined],
    [
      'project: a',
      ['a/poetry.lock', 'a/requirements.txt', 'uv.lock'],
      'a/poetry.lock: a/requirements.txt',
    ],
    ['project: a', ['a/uv.lock', 'poetry.lock'], undefined],
    ['release: ipython==9', ['uv.lock', 'poetry.lock'], undefined],
  ])('%s with %j: %s', async (definition, paths, expected) => {
    const texts = ['pyproject.toml', 'a/pyproject.toml'].map((path) => [path, pyproject]);
    const locks = paths.map((path) => [path, own]);
    const files = Object.fromEntries([...texts, ...locks]) as Record<string, string>;
    const { found } = await read(definition, files);
    const said = found.remarks?.map(({ code, severity, message, span }) => {
      expect([code, severity]).toEqual(['several-locks', 'warning']);
      const others = /, and (.*) beside it/.exec(message)?.[1] ?? '';
      return `${span?.file ?? ''}: ${others}`;
    });
    expect(said).toEqual(expected === undefined ? [] : [expected]);
  });
});

describe('a Pipfile without a lock', () => {
  const pipfile = '[packages]\nflask = "*"\nDoc_Opt = {version = "*"}\nown = {path = "."}\n';
  const codes = async (definition: string, files: Readonly<Record<string, string>>) => {
    try {
      await read(definition, files);
      return [];
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      return error.diagnostics.map(({ code, message, span }) => [code, message, span?.start.line]);
    }
  };

  it('is an error if its packages are named nowhere else', async () => {
    expect(await codes('source: .', { Pipfile: pipfile })).toStrictEqual([
      ['unlocked-pipfile', 'Pipfile has no lock, so nothing would install flask, Doc_Opt', 2],
    ]);
    const other = await codes('source: .\npackages: [flask==3.1.2]', { Pipfile: pipfile });
    expect(other).toMatchObject([['unlocked-pipfile', expect.stringMatching(/ Doc_Opt$/), 3]]);
    expect(await codes('source: app', { Pipfile: pipfile })).toHaveLength(1);
  });

  it.each([
    ['packages', 'source: .\npackages: [flask, doc-opt==1]', {}],
    ['a lock', 'source: .', { 'Pipfile.lock': '{"_meta": {}, "default": {}}' }],
    ['no package', 'source: .', { Pipfile: '[dev-packages]\npytest = "*"\n' }],
    [
      'the project itself',
      'source: .',
      {
        'pyproject.toml':
          '[project]\nname = "a"\nversion = "1"\ndependencies = ["flask", "doc-opt"]\n',
      },
    ],
  ])('is ignored beside %s that name them', async (_, definition, files) => {
    expect(await codes(definition, { Pipfile: pipfile, ...files })).toStrictEqual([]);
  });
});
