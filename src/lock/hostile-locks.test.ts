import { describe, expect, it } from 'vitest';
import { selectFrom } from '../../test/support/select-from.ts';

const sha = '0'.repeat(64);
const attack = (files: Readonly<Record<string, string>>, lock: string) =>
  selectFrom(files, lock).said.map((one) => one.replace(/^error /, ''));

const uv = (wheel: string, more = 'name = "alpha"\nversion = "1.0"') =>
  `version = 1\nrequires-python = ">=3.11"\n\n[[package]]\n${more}\nsource = { registry = "https://index.example/simple" }\nwheels = [{ url = "${wheel}", hash = "sha256:${sha}", size = 1 }]\n\n[[package]]\nname = "top"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "alpha" }]\n`;
const pylock = (entry: string) =>
  `lock-version = "1.0"\ncreated-by = "x"\n\n[[packages]]\n${entry}\n`;
const poetry = (file: string, more = '') =>
  `[[package]]\nname = "alpha"\nversion = "1.0"\noptional = false\npython-versions = "*"\ngroups = ["main"]\nfiles = [{file = "${file}", hash = "sha256:${sha}"}]\n${more}\n[metadata]\nlock-version = "2.1"\npython-versions = "*"\n`;
const pdm = (file: string) =>
  `[metadata]\ngroups = ["default"]\nstrategy = ["inherit_metadata"]\nlock_version = "4.5.0"\n\n[[package]]\nname = "alpha"\nversion = "1.0"\ngroups = ["default"]\nfiles = [{url = "${file}", hash = "sha256:${sha}"}]\n`;
const pipfile = (entry: object) =>
  JSON.stringify({ _meta: { 'pipfile-spec': 6, sources: [] }, default: { alpha: entry } });

describe('a control character in a lock', () => {
  it.each([
    [
      'uv.lock',
      uv('https://files.example/alpha-1.0-py3-none-any.whl\\n--index-url=https://evil.example'),
    ],
    ['uv.lock', uv('https://files.example/a.whl', 'name = "alpha"\nversion = "1.0\\u001b[2J"')],
    [
      'pylock.toml',
      pylock(
        `name = "a"\nvcs = {type = "git", url = "https://git.example/a\\nb==1", commit-id = "${'0'.repeat(40)}"}`,
      ),
    ],
    [
      'poetry.lock',
      poetry('alpha-1.0-py3-none-any.whl', 'markers = """\nos_name == \'posix\'\n-r x"""\n'),
    ],
    ['pdm.lock', pdm('https://files.example/alpha-1.0-py3-none-any.whl\\r')],
    ['Pipfile.lock', pipfile({ version: '==1.0\n-r x', hashes: [] })],
    ['Pipfile.lock', pipfile({ 'version\u0000': '==1.0' })],
    ['requirements.txt', 'alpha==1.0\u000b-r x\n'],
    // Characters that reverse the direction of text show a reviewer a different url.
    ['uv.lock', uv('https://files.example/\u202elhw.evil/alpha-1.0-py3-none-any.whl')],
    ['pdm.lock', pdm('https://files\u200b.example/alpha-1.0-py3-none-any.whl')],
  ])('%s', (name, text) => {
    const said = attack({ [name]: text }, name);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('control character');
  });

  it('is allowed in the description of a package', () => {
    const text = poetry('alpha-1.0-py3-none-any.whl', 'description = "one\\ntwo"\n');
    expect(selectFrom({ 'poetry.lock': text }, 'poetry.lock').said).toEqual([]);
  });
});

describe('a name that becomes a path', () => {
  it.each([
    ['uv.lock', uv('https://files.example/..%2F..%2Fetc%2Falpha-1.0-py3-none-any.whl')],
    ['uv.lock', uv('https://files.example/alpha-1.0-1%2F..%2F..-py3-none-any.whl')],
    [
      'pylock.toml',
      pylock(
        `name = "alpha"\nsdist = {url = "https://files.example/..%2Falpha-1.0.tar.gz", hashes = {sha256 = "${sha}"}}`,
      ),
    ],
    ['poetry.lock', poetry('../../root/alpha-1.0.tar.gz')],
    ['pdm.lock', pdm('https://files.example/%2e%2e%2falpha-1.0.tar.gz')],
    [
      'requirements.txt',
      `alpha @ https://files.example/%2Fetc%2Falpha-1.0.tar.gz --hash=sha256:${sha}\n`,
    ],
    [
      'Pipfile.lock',
      pipfile({ file: 'https://files.example/..%2Fa.tar.gz', hashes: [`sha256:${sha}`] }),
    ],
  ])('%s: a file: %s', (name, text) => {
    const [said = ''] = attack({ [name]: text }, name);
    expect(said).toMatch(
      /^lock-(?:field: .* is not a file name|unavailable: .*none of its wheels is compatible.*)$/,
    );
  });

  it.each([
    [
      'pylock.toml',
      pylock(
        `name = "alpha"\narchive = {url = "https://files.example/a-1.tar.gz", subdirectory = "../../run/secrets", hashes = {sha256 = "${sha}"}}`,
      ),
    ],
    [
      'pylock.toml',
      pylock(
        `name = "alpha"\nvcs = {type = "git", url = "https://git.example/a", commit-id = "${'0'.repeat(40)}", subdirectory = "/etc"}`,
      ),
    ],
    [
      'requirements.txt',
      `alpha @ git+https://git.example/a@${'0'.repeat(40)}#subdirectory=../..\n`,
    ],
  ])('%s: a subdirectory', (name, text) => {
    expect(attack({ [name]: text }, name)[0]).toMatch(/^lock-field: the subdirectory/);
  });

  it('a package', () => {
    const text = poetry('alpha-1.0-py3-none-any.whl').replace('"alpha"', '"../../alpha"');
    expect(attack({ 'poetry.lock': text }, 'poetry.lock').join()).toContain(
      'is not a package name',
    );
  });
});

// The scheme of a url is the kind of a source for BuildKit, which holds an image or a repository to no sha256.
describe('a url of another source than a file', () => {
  it.each([
    'docker-image://registry.example',
    'git://git.example',
    'local://context',
    'oci-layout://a',
    'file:///etc',
    'ftp://files.example',
    '//files.example',
  ])('%s', (place) => {
    const url = `${place}/alpha-1.0-py3-none-any.whl`;
    const texts: Readonly<Record<string, string>> = {
      'uv.lock': uv(url),
      'pdm.lock': pdm(url),
      'pylock.toml': pylock(
        `name = "alpha"\nversion = "1.0"\nwheels = [{url = "${url}", hashes = {sha256 = "${sha}"}}]`,
      ),
      'requirements.txt': `alpha @ ${url} --hash=sha256:${sha}\n`,
    };
    for (const [name, text] of Object.entries(texts)) {
      // With an error nothing is built.
      const { said } = selectFrom({ [name]: text }, name);
      expect(said.join('\n'), name).toMatch(/^error lock-/m);
    }
  });

  it.each(['--upload-pack=id', 'ext::sh', 'file:///etc', '/etc', 'docker-image://a/b'])(
    'a repository at %s',
    (url) => {
      const text = pylock(
        `name = "a"\nvcs = {type = "git", url = "${url}", commit-id = "${'0'.repeat(40)}"}`,
      );
      expect(attack({ 'pylock.toml': text }, 'pylock.toml')).toEqual([
        `lock-field: \`${url}\` is no url of a repository`,
      ]);
    },
  );
});

describe('a lock with false claims', () => {
  it.each([
    [
      'of another package',
      'https://files.example/beta-1.0-py3-none-any.whl',
      'is a wheel of `beta`',
    ],
    [
      'of another version',
      'https://files.example/alpha-2.0-py3-none-any.whl',
      'of another version than 1.0',
    ],
  ])('about a wheel %s', (_, url, words) => {
    const texts: Readonly<Record<string, string>> = {
      'uv.lock': uv(url),
      'poetry.lock': poetry(url.replace(/.*\//, '')),
      'pdm.lock': pdm(url),
      'pylock.toml': pylock(
        `name = "alpha"\nversion = "1.0"\nwheels = [{url = "${url}", hashes = {sha256 = "${sha}"}}]`,
      ),
    };
    for (const [name, text] of Object.entries(texts)) {
      const [said = ''] = attack({ [name]: text }, name);
      expect(said, name).toMatch(/^lock-field: /);
      expect(said, name).toContain(words);
    }
  });

  it('does not, if a wheel has a local version', () => {
    const text = uv('https://files.example/alpha-1.0+cpu-py3-none-any.whl');
    expect(selectFrom({ 'uv.lock': text }, 'uv.lock').said).toEqual([]);
  });

  it.each(['main', 'v1.0', '', '0123', `${'0'.repeat(40)}; rm`, 'g'.repeat(40)])(
    'about a commit %j',
    (commit) => {
      const text = pylock(
        `name = "a"\nvcs = {type = "git", url = "https://git.example/a", commit-id = "${commit}"}`,
      );
      expect(attack({ 'pylock.toml': text }, 'pylock.toml')[0]).toMatch(
        /^lock-field: .* is no commit$/,
      );
    },
  );

  it.each([
    [
      'pylock.toml',
      pylock(
        'name = "alpha"\nversion = "1.0"\nwheels = [{url = "http://files.example/alpha-1.0-py3-none-any.whl", hashes = {}}]',
      ),
    ],
    ['requirements.txt', 'alpha @ http://files.example/alpha-1.0-py3-none-any.whl\n'],
  ])('%s: http without a hash', (name, text) => {
    expect(attack({ [name]: text }, name).join('\n')).toMatch(
      /lock-hash: .* comes over http and the lock has no hash/,
    );
  });

  const unhashed = pylock(
    'name = "alpha"\nversion = "1.0"\nwheels = [{url = "https://files.example/alpha-1.0-py3-none-any.whl", hashes = {}}]',
  );

  it('without a hash is an error', () => {
    expect(attack({ 'pylock.toml': unhashed }, 'pylock.toml')).toEqual([
      'lock-hash: `alpha-1.0-py3-none-any.whl` has no hash',
    ]);
  });

  it('may have no hash if grocker.yml allows it', () => {
    const { said, rows } = selectFrom({ 'pylock.toml': unhashed }, 'pylock.toml', {
      unhashed: true,
    });
    expect(said).toEqual([
      'warning lock-hash: `alpha-1.0-py3-none-any.whl` has no hash: whatever its server sends is installed',
    ]);
    expect(rows).toEqual(['alpha 1.0']);
  });
});
