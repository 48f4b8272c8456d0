import { describe, expect, it } from 'vitest';
import { findLock } from './find-lock.ts';

describe('findLock', () => {
  it.each<[string[], string | undefined]>([
    [['requirements.txt', 'poetry.lock', 'uv.lock'], 'uv.lock'],
    [['pylock.prod.toml', 'pylock.toml', 'poetry.lock'], 'pylock.toml'],
    [['pylock.b.toml', 'pylock.a.toml', 'Pipfile.lock'], 'pylock.a.toml'],
    [['pdm.lock', 'Pipfile.lock'], 'pdm.lock'],
    [['requirements.txt', 'Pipfile.lock'], 'Pipfile.lock'],
    [['requirements.txt', 'requirements-dev.txt'], 'requirements.txt'],
    [['pylock.a.b.toml', 'Cargo.lock', 'pyproject.toml'], undefined],
  ])('%j: %s', (names, found) => {
    expect(findLock(names)).toBe(found);
  });
});
