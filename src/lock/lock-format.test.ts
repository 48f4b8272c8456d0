import { describe, expect, it } from 'vitest';
import { lockFormat } from './lock-format.ts';

describe('lockFormat', () => {
  it.each([
    ['uv.lock', '', 'uv'],
    ['a/poetry.lock', '', 'poetry'],
    ['pdm.lock', '', 'pdm'],
    ['Pipfile.lock', '', 'pipfile'],
    ['pylock.prod.toml', '', 'pylock'],
    ['requirements/main.txt', '', 'requirements'],
    ['constraints.in', '', 'requirements'],
    ['old.lock', 'version = 1\nrevision = 2\n', 'uv'],
    ['lock.toml', '# by uv\n\nlock-version = "1.0"\n', 'pylock'],
    ['other.lock', '[metadata]\nlock-version = "2.1"\n', 'poetry'],
    ['other.lock', '# by PDM\n[metadata]\ngroups = ["default"]\nlock_version = "4.5"\n', 'pdm'],
    ['lock.json', '{\n    "_meta": {}', 'pipfile'],
  ])('%s, %j: %s', (name, text, format) => {
    expect(lockFormat(name, text)).toBe(format);
  });

  it('refuses a lock of another kind', () => {
    expect(lockFormat('Cargo.lock', 'version = 4\n')).toMatchObject({ code: 'lock-format' });
  });
});
