import { describe, expect, it } from 'vitest';
import { selectFrom, type Asked } from '../../test/support/select-from.ts';

const digits = '1'.repeat(64);

describe('a poetry.lock with a package that needs the project itself', () => {
  const entry = (name: string, dependencies = '') =>
    `[[package]]\nname = "${name}"\nversion = "1.2"\noptional = false\npython-versions = "*"\nfiles = [{file = "${name}-1.2-py3-none-any.whl", hash = "sha256:${digits}"}]\n${dependencies}\n`;
  const files = (dependency: string) => ({
    'pyproject.toml':
      '[tool.poetry]\nname = "Out_er"\nversion = "1.5"\n\n[tool.poetry.dependencies]\npython = "^3.9"\nplugin = "^1.0"\nfast = {version = "*", optional = true}\n\n[tool.poetry.extras]\nspeed = ["fast"]\n',
    'poetry.lock': `${entry('fast')}${entry('plugin', `\n[package.dependencies]\nout-er = ${dependency}\n`)}[extras]\nspeed = ["fast"]\n\n[metadata]\nlock-version = "2.0"\npython-versions = "^3.9"\n`,
  });

  it.each([
    ['">=1.0,<2.0"', ['plugin 1.2']],
    ['{version = "*", extras = ["speed"]}', ['fast 1.2', 'plugin 1.2']],
  ])('%s', (dependency, rows) => {
    expect(selectFrom(files(dependency), 'poetry.lock')).toEqual({ rows, said: [] });
  });
});

describe('Pipfile.lock with a repository', () => {
  const commit = '0'.repeat(40);
  const lock = (git: string) =>
    JSON.stringify({
      _meta: { 'pipfile-spec': 6, requires: {} },
      default: { one: { git, ref: commit } },
      develop: {},
    });

  it.each([
    'https://git.example/one',
    'git+https://git.example/one',
    'git+ssh://git@git.example/one.git',
  ])('%s', (git) => {
    expect(selectFrom({ 'Pipfile.lock': lock(git) }, 'Pipfile.lock').said).toEqual([]);
  });

  it.each(['git+file:///one', 'git+git+https://git.example/one'])('%s is refused', (git) => {
    const { said } = selectFrom({ 'Pipfile.lock': lock(git) }, 'Pipfile.lock');
    expect(said.join()).toContain('is no url of a repository');
  });
});

describe('pdm.lock with targets', () => {
  const lock = (...platforms: readonly string[]) => {
    const targets = platforms.map(
      (platform) => `\n[[metadata.targets]]\nrequires_python = ">=3.9"\n${platform}\n`,
    );
    return `[metadata]\ngroups = ["default"]\nstrategy = ["inherit_metadata"]\nlock_version = "4.5.0"\n${targets.join('')}
[[package]]\nname = "one"\nversion = "1.0"\ngroups = ["default"]\nfiles = [{file = "one-1.0-py3-none-any.whl", hash = "sha256:${digits}"}]\n`;
  };
  const old = { libc: { name: 'glibc', version: '2.28' } } as const;
  const musl = { libc: { name: 'musl', version: '1.2' } } as const;
  const arm = { architecture: 'arm64' } as const;

  it.each<[string, Asked, boolean]>([
    ['', {}, true],
    ['platform = "linux"', {}, true],
    ['platform = "linux"', arm, false],
    ['platform = "linux"', musl, false],
    ['platform = "manylinux_2_17_aarch64"', arm, true],
    ['platform = "manylinux_2_17_x86_64"', arm, false],
    ['platform = "manylinux_2_34_x86_64"', old, false],
    ['platform = "manylinux_2_28_x86_64"', old, true],
    ['platform = "manylinux2014_x86_64"', old, true],
    ['platform = "manylinux_2_17_arm64"', arm, true],
    ['platform = "alpine"', musl, true],
    ['platform = "musllinux_1_1_x86_64"', musl, true],
    ['platform = "musllinux_1_2_x86_64"', {}, false],
    ['platform = "windows_amd64"', {}, false],
    ['platform = "macos_arm64"', arm, false],
    ['implementation = "pypy"', {}, false],
    ['platform = "linux"\nimplementation = "cpython"', {}, true],
  ])('%s for %j: %s', (target, asked, fits) => {
    const { rows, said } = selectFrom({ 'pdm.lock': lock(target) }, 'pdm.lock', asked);
    expect(rows).toEqual(['one 1.0']);
    expect(said.map((one) => one.split(':')[0])).toEqual(fits ? [] : ['error lock-environment']);
  });

  it('needs Python and platform in one target', () => {
    const two = lock('platform = "windows_amd64"').replace(
      '\n[[package]]',
      '\n[[metadata.targets]]\nrequires_python = ">=3.14"\nplatform = "linux"\n\n[[package]]',
    );
    const { said } = selectFrom({ 'pdm.lock': two }, 'pdm.lock');
    expect(said).toEqual([
      'error lock-environment: `pdm.lock` is not for x86_64 with glibc 2.41, only for: windows_amd64 · linux',
    ]);
  });
});

describe('Pipfile.lock for a Python', () => {
  const lock = (requires: object) =>
    JSON.stringify({ _meta: { 'pipfile-spec': 6, sources: [], requires }, default: {} });

  it.each<[object, string, string[]]>([
    [{ python_version: '3.13' }, '3.13.5', []],
    [{ python_version: '3' }, '3.13.5', []],
    [{ python_version: '*' }, '3.13.5', []],
    [{ python_version: '3.12' }, '3.13.5', ['error lock-python']],
    [{ python_full_version: '3.13.5' }, '3.13.5', []],
    [{ python_full_version: '3.13.5' }, '3.13', []],
    [{ python_full_version: '3.13.2' }, '3.13.5', ['warning lock-python']],
    [{ python_full_version: '3.12.2' }, '3.13.5', ['error lock-python']],
    [{ python_version: '3.13', python_full_version: '3.13.2' }, '3.13.5', ['warning lock-python']],
    [{ python_full_version: '3.1.2' }, '3.13.5', ['error lock-python']],
  ])('%j and %s', (requires, version, said) => {
    const found = selectFrom({ 'Pipfile.lock': lock(requires) }, 'Pipfile.lock', { version });
    expect(found.said.map((one) => one.split(':')[0])).toEqual(said);
  });
});

describe('a lock with nothing in it', () => {
  it.each(['uv.lock', 'pylock.toml', 'pylock.web.toml', 'poetry.lock', 'pdm.lock', 'Pipfile.lock'])(
    '%s is empty',
    (name) => {
      for (const text of ['', '\n  \n', '\uFEFF', '# made by hand\n\n# later\n']) {
        if (name === 'Pipfile.lock' && text.includes('#')) continue;
        const files = { [name]: text, 'pyproject.toml': '[project]\nname = "a"\nversion = "1"\n' };
        expect(selectFrom(files, name).said).toEqual([`error lock-syntax: \`${name}\` is empty`]);
      }
    },
  );

  it('requirements.txt is empty', () => {
    expect(selectFrom({ 'requirements.txt': '# none\n' }, 'requirements.txt').said).toEqual([]);
  });
});
