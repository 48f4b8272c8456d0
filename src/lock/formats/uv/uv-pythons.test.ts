import { describe, expect, it } from 'vitest';
import { selectFrom } from '../../../../test/support/select-from.ts';

const wheel = (name: string) => `[[package]]
name = "${name}"
version = "1.0"
source = { registry = "https://index.example/simple" }
wheels = [{ url = "https://files.example/${name}-1.0-py3-none-any.whl", hash = "sha256:${'0'.repeat(64)}", size = 1 }]
`;

describe('requires-python of uv.lock', () => {
  const files = (path: string, member: string) => ({
    'pyproject.toml': `[project]\nname = "top"\nversion = "1"\nrequires-python = ">=3.10"\ndependencies = ["inner"]\n\n[tool.uv.sources]\ninner = ${path}\n`,
    'libs/inner/pyproject.toml':
      '[project]\nname = "inner"\nversion = "2"\nrequires-python = ">=3.11,<4"\n',
    'uv.lock': `version = 1\nrevision = 3\nrequires-python = ">=3.10"\n${member}
[[package]]
name = "inner"
version = "2"
source = { directory = "libs/inner" }

[[package]]
name = "top"
version = "1"
source = { virtual = "." }
dependencies = [{ name = "inner" }]

[package.metadata]
requires-dist = [{ name = "inner", directory = "libs/inner" }]
`,
  });

  it('is not that of a path dependency, which is not a member', () => {
    const { rows, said } = selectFrom(files('{ path = "libs/inner" }', ''), 'uv.lock');
    expect(said).toEqual([]);
    expect(rows).toEqual(['inner 2']);
  });

  it('is that of each member', () => {
    const members = '\n[manifest]\nmembers = ["inner", "top"]\n';
    const { said } = selectFrom(files('{ workspace = true }', members), 'uv.lock');
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('requires-python is >=3.10, >=3.11,<4 there');
  });
});

describe('requires-python of groups', () => {
  const pyproject = (groups: string, settings: string) =>
    `[project]\nname = "top"\nversion = "1"\nrequires-python = ">=3.11"\n\n[dependency-groups]\n${groups}\n\n[tool.uv.dependency-groups]\n${settings}\n`;
  const lock = (groups: Readonly<Record<string, string>>, pythons = '', revision = 3) => {
    const lists = Object.entries(groups).map(([group, list]) => `${group} = [${list}]\n`);
    return `version = 1
revision = ${revision}
requires-python = ">=3.11"

${wheel('alpha')}
${wheel('beta')}
[[package]]
name = "top"
version = "1"
source = { virtual = "." }

[package.dev-dependencies]
${lists.join('')}${pythons === '' ? '' : `\n[package.group-requires-python]\n${pythons}`}
[package.metadata]

[package.metadata.requires-dev]
${lists.join('')}`;
  };
  const alpha = `{ name = "alpha", marker = "python_full_version >= '3.12'" }`;
  const both = `{ name = "alpha", marker = "python_full_version >= '3.12' and python_full_version < '3.14'" }`;

  it.each([
    ['docs = ["alpha"]', { docs: alpha }],
    ['docs = ["alpha"]\ndev = [{ include-group = "docs" }]', { docs: alpha, dev: alpha }],
    [
      'docs = ["alpha"]\nmid = ["beta", { include-group = "docs" }]\ndev = [{ include-group = "mid" }]',
      { docs: alpha, mid: `${alpha}, { name = "beta" }`, dev: `${alpha}, { name = "beta" }` },
    ],
    [
      'plain = ["alpha"]\ndocs = [{ include-group = "plain" }]\ndev = [{ include-group = "docs" }, { include-group = "plain" }]',
      { plain: '{ name = "alpha" }', docs: alpha, dev: `${alpha}, { name = "alpha" }` },
    ],
  ])(
    'is a marker of their requirements, and of the groups that include them: %s',
    (groups, locked) => {
      const files = {
        'pyproject.toml': pyproject(groups, 'docs = { requires-python = ">=3.12" }'),
        'uv.lock': lock(locked),
      };
      expect(selectFrom(files, 'uv.lock').said).toEqual([]);
    },
  );

  it('is added to that of the group that is included', () => {
    const settings =
      'docs = { requires-python = ">=3.12" }\ndev = { requires-python = "!=3.12.1,<3.14" }';
    const groups = 'docs = ["alpha"]\ndev = [{ include-group = "docs" }]';
    const files = (dev: string) => ({
      'pyproject.toml': pyproject(groups, settings),
      'uv.lock': lock({ docs: alpha, dev }),
    });
    expect(selectFrom(files(both), 'uv.lock').said).toEqual([]);
    expect(selectFrom(files(alpha), 'uv.lock').said[0]).toContain('requires `alpha` differently');
  });

  it('makes a lock stale when it changes', () => {
    const files = {
      'pyproject.toml': pyproject('docs = ["alpha"]', 'docs = { requires-python = ">=3.13" }'),
      'uv.lock': lock({ docs: alpha }),
    };
    expect(selectFrom(files, 'uv.lock').said[0]).toContain('requires `alpha` differently');
  });

  it.each([
    ['written in the lock', 5, 'dev = ">=3.12"\ndocs = ">=3.12"\n'],
    ['written in pyproject.toml alone', 3, ''],
  ])('refuses another Python: %s', (_, revision, pythons) => {
    const files = {
      'pyproject.toml': pyproject(
        'docs = ["alpha"]\ndev = [{ include-group = "docs" }]',
        'docs = { requires-python = ">=3.12" }',
      ),
      'uv.lock': lock({ docs: alpha, dev: alpha }, pythons, revision),
    };
    for (const group of ['docs', 'dev']) {
      const { said } = selectFrom(files, 'uv.lock', { groups: [group], version: '3.11.7' });
      expect(said).toEqual([
        `error lock-python: group \`${group}\` of \`uv.lock\` is for Python >=3.12, the runtime has 3.11.7`,
      ]);
      expect(selectFrom(files, 'uv.lock', { groups: [group], version: '3.12' })).toEqual({
        rows: ['alpha 1.0'],
        said: [],
      });
    }
    expect(selectFrom(files, 'uv.lock', { version: '3.11.7' }).said).toEqual([]);
  });
});

describe('groups of a workspace root without [project]', () => {
  const files = {
    'pyproject.toml':
      '[tool.uv.workspace]\nmembers = ["one", "two"]\n\n[dependency-groups]\ndev = ["alpha"]\n\n[tool.uv.dependency-groups]\ndev = { requires-python = ">=3.12" }\n',
    'one/pyproject.toml': '[project]\nname = "one"\nversion = "1"\nrequires-python = ">=3.11"\n',
    'two/pyproject.toml':
      '[project]\nname = "two"\nversion = "1"\nrequires-python = ">=3.11"\n\n[dependency-groups]\ndev = ["beta"]\n',
    'uv.lock': `version = 1
revision = 5
requires-python = ">=3.11"

[manifest]
members = ["one", "two"]

[manifest.dependency-groups]
dev = [{ name = "alpha", marker = "python_full_version >= '3.12'" }]

[manifest.group-requires-python]
dev = ">=3.12"

${wheel('alpha')}
${wheel('beta')}
[[package]]
name = "one"
version = "1"
source = { virtual = "one" }

[[package]]
name = "two"
version = "1"
source = { virtual = "two" }

[package.dev-dependencies]
dev = [{ name = "beta" }]

[package.metadata]

[package.metadata.requires-dev]
dev = [{ name = "beta" }]
`,
  };

  it.each([
    ['one', ['alpha 1.0']],
    ['two', ['beta 1.0']],
  ])('are those of the member %s if the root has none of that name', (directory, rows) => {
    const asked = { project: { directory }, groups: ['dev'] };
    expect(selectFrom(files, 'uv.lock', asked)).toEqual({ rows, said: [] });
    const { said } = selectFrom(files, 'uv.lock', { ...asked, version: '3.11.2' });
    expect(said).toHaveLength(directory === 'one' ? 1 : 0);
  });

  it('do not apply to a member that does not request them', () => {
    expect(selectFrom(files, 'uv.lock', { project: { directory: 'one' } }).rows).toEqual([]);
  });
});
