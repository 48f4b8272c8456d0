import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { pythonTarget } from '../python/python-target.ts';
import type { LockFormat } from './lock-format.ts';
import { readLock } from './read-lock.ts';
import { selectDistributions } from './select-distributions.ts';
import type { SelectionRequest } from './selection.ts';

/** Names of what is selected for CPython of a version, and what is said of it. */
function select(
  format: LockFormat,
  text: string,
  asked: Partial<Pick<SelectionRequest, 'extras' | 'groups'>> = {},
  pyproject?: string,
  python = '3.13.5',
) {
  const target = pythonTarget({
    version: python,
    freeThreaded: false,
    architecture: 'amd64',
    libc: { name: 'glibc', version: '2.41' },
  });
  const lock = readLock({
    format,
    source: new SourceText('lock', text),
    pyproject: pyproject === undefined ? undefined : new SourceText('pyproject.toml', pyproject),
  });
  const request = { target, extras: [], groups: [], noBinary: [], onlyBinary: [], ...asked };
  const { distributions, diagnostics } = selectDistributions(lock, request);
  return {
    names: distributions.map(({ name }) => name),
    said: diagnostics.map(({ code, help }) => [code, help]),
  };
}

describe('Pipfile.lock beside a pylock.toml', () => {
  it('has its conditions, which apply to the requested section', () => {
    const markers = "('dev' in dependency_groups) and (python_version >= '3.10')";
    const entry = (more: object) => ({ hashes: [], version: '==1.0', ...more });
    const lock = JSON.stringify({
      _meta: { 'pipfile-spec': 6, sources: [] },
      default: { one: entry({}) },
      develop: {
        two: entry({ markers }),
        three: entry({ markers: `${markers} and os_name == 'nt'` }),
      },
    });
    expect(select('pipfile', lock).names).toEqual(['one']);
    expect(select('pipfile', lock, { groups: ['dev'] }).names).toEqual(['one', 'two']);
  });
});

describe('pdm.lock', () => {
  const wheel = (name: string) =>
    [
      `[[package]]\nname = "${name}"\nversion = "1.0"`,
      `files = [{file = "${name}-1.0-py3-none-any.whl", hash = "sha256:${'0'.repeat(64)}"}]\n`,
    ].join('\n');
  const pyproject = [
    '[project]\nname = "App"\ndependencies = ["one"]\n',
    '[project.optional-dependencies]\nredis = ["two"]\nsocks = ["three"]\n',
    'all = ["app[redis,more]"]\nmore = ["app[socks,all]"]\n',
  ].join('');
  const lock = (groups: string) =>
    `[metadata]\ngroups = ${groups}\nstrategy = []\nlock_version = "4.5.0"\n${['one', 'two', 'three'].map(wheel).join('')}`;

  it('is walked through extras that refer to other extras', () => {
    const all = lock('["default", "all", "more", "redis", "socks"]');
    expect(select('pdm', all, { extras: ['all'] }, pyproject)).toEqual({
      names: ['one', 'three', 'two'],
      said: [],
    });
    expect(select('pdm', all, { extras: ['redis'] }, pyproject).names).toEqual(['one', 'two']);
  });

  it('may have groups and extras of any name', () => {
    const named = pyproject
      .replace('socks = ', 'constructor = ')
      .replace('app[socks', 'app[valueof');
    const more = `${named}[tool.pdm.dev-dependencies]\nconstructor = ["three"]\n`;
    const all = lock('["default", "all", "constructor"]');
    expect(select('pdm', all, { extras: ['constructor'] }, more)).toEqual({
      names: ['one', 'three'],
      said: [],
    });
    const unknown = named
      .replace('app[valueof', 'app[constructor')
      .replace('constructor = ["three"]\n', '');
    expect(select('pdm', all, { extras: ['all'] }, unknown).names).toEqual(['one', 'two']);
  });

  it('must be made again, with its groups', () => {
    const { said } = select('pdm', lock('["default", "redis"]'), { extras: ['socks'] }, pyproject);
    expect(said).toEqual([['lock-stale', 'Run `pdm lock -G redis -G socks` and commit pdm.lock.']]);
  });
});

describe('uv.lock with conflicts', () => {
  it('may have extras of any name', () => {
    const uvLock = new URL('../../test/locks/uv-conflicts/uv.lock', import.meta.url);
    const lock = readFileSync(uvLock, 'utf8');
    const asked = lock.replace('{ name = "six" }', '{ name = "six", extra = ["constructor"] }');
    expect(asked).not.toBe(lock);
    expect(select('uv', asked)).toEqual(select('uv', lock));
  });
});

describe('poetry.lock before 2.1', () => {
  const entry = (name: string) =>
    [
      `[[package]]\nname = "${name}"\nversion = "1.5"\noptional = false\npython-versions = ">=3.9"`,
      `files = [{file = "${name}-1.5-py3-none-any.whl", hash = "sha256:${'0'.repeat(64)}"}]\n\n`,
    ].join('\n');
  const lock = `${['one', 'two', 'three'].map(entry).join('')}[metadata]\nlock-version = "2.0"\npython-versions = ">=3.9,<3.13"\n`;
  const pyproject = [
    '[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.9,<3.13"\n',
    'dependencies = ["one (>=1.0,<2.0)", "two ; os_name == \'nt\'"]\n',
    '[project.optional-dependencies]\nmore = ["three~=1.0"]\n',
  ].join('');

  it('is fresh for the requirements of the project table', () => {
    expect(select('poetry', lock, {}, pyproject, '3.12.4')).toEqual({ names: ['one'], said: [] });
    const more = select('poetry', lock, { extras: ['more'] }, pyproject, '3.12.4');
    expect(more.names).toEqual(['one', 'three']);
  });

  it('is fresh for the requirements of the tables of Poetry, if the project leaves it to them', () => {
    const dynamic = pyproject.replace(/dependencies = \[.*\]\n/, 'dynamic = ["dependencies"]\n');
    const legacy = `${dynamic}[tool.poetry.dependencies]\ntwo = "^1.0"\n`;
    expect(select('poetry', lock, {}, legacy, '3.12.4').names).toEqual(['two']);
  });

  it('may have groups and extras of any name', () => {
    const legacy = [
      '[tool.poetry]\nname = "app"\n[tool.poetry.dependencies]\n',
      'one = {version = "^1.0", extras = ["constructor"]}\n',
      '[tool.poetry.group.constructor.dependencies]\ntwo = "^1.0"\n',
    ].join('');
    const { names } = select('poetry', lock, { groups: ['constructor'] }, legacy, '3.12.4');
    expect(names).toEqual(['one', 'two']);
  });

  it('is one error for another Python', () => {
    const { said } = select('poetry', lock, {}, pyproject.replace('one', 'other'), '3.13.5');
    expect(said.map(([code]) => code)).toEqual(['lock-python']);
  });
});
