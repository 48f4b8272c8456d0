import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  lockedDefinition,
  lockedImage,
  lockedProject,
  pylock,
  sha256,
} from '../../../test/support/locked-project.ts';
import { requestDigest } from '../../resolve/resolution-request.ts';
import { writeGrockerLock } from '../../system/write-grocker-lock.ts';
import { checkLocks } from './check-locks.ts';

type Files = Readonly<Record<string, string | null>>;

let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'grocker-check-'));
});

afterEach(() => rm(directory, { recursive: true }));

/** `file: code: message` of everything that is wrong. null: the file is not there. */
async function check(changed: Files = {}, platforms: readonly string[] = []): Promise<string[]> {
  const files: Files = { 'grocker.yml': lockedDefinition, ...lockedProject, ...changed };
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name);
    await mkdir(dirname(path), { recursive: true });
    if (text !== null) await writeFile(path, text);
  }
  const action = { definition: join(directory, 'grocker.yml'), context: directory };
  const found = await checkLocks(action, { args: {}, platforms });
  return found.map(
    ({ span, code, message }) =>
      `${span === undefined ? '' : `${span.file.replace(`${directory}/`, '')}: `}${code}: ${message}`,
  );
}

const stale = 'lock-stale: grocker.lock no longer matches grocker.yml:';

describe('locks that belong to their grocker.yml', () => {
  test('of one platform', async () => {
    expect(await check()).toEqual([]);
  });

  test('of two', async () => {
    const arm64 = { ...lockedImage, platform: 'linux/arm64' };
    const lock = writeGrockerLock({ images: [lockedImage, arm64] });
    expect(await check({ 'grocker.lock': lock })).toEqual([]);
    expect(await check({ 'grocker.lock': lock }, ['linux/arm64'])).toEqual([]);
  });

  test('elsewhere', async () => {
    const files = {
      'grocker.yml': `${lockedDefinition}system_lock: locks/system.lock\n`,
      'grocker.lock': null,
      'locks/system.lock': lockedProject['grocker.lock'],
    };
    expect(await check(files)).toEqual([]);
  });

  test('of a release', async () => {
    const release = pylock
      .replace('"plain",\n    "speedups"', '"plain==1.0"')
      .replace(/\[\[packages\]\]\nname = "speedups"[^[]*/, '');
    const files = {
      'grocker.yml': `release: plain==1.0\n${lockedDefinition}`,
      'pyproject.toml': null,
      'pylock.toml': release,
      'grocker.lock': writeGrockerLock({ images: [{ ...lockedImage, builds: [] }] }),
    };
    expect(await check(files)).toEqual([]);
  });

  test('of services, one of which has packages of its own', async () => {
    const root = (packages: readonly string[]) => ({
      requested: packages,
      packages: [],
    });
    const worker = {
      ...lockedImage,
      stages: { ...lockedImage.stages, root: root(['ca-certificates', 'libpq5', 'libxml2']) },
    };
    const files = {
      'grocker.yml': `${lockedDefinition}services:\n  worker:\n    dependencies: {run: [libpq5, libxml2]}\n    extras: [queue]\n`,
      'pyproject.toml': `${lockedProject['pyproject.toml']}[project.optional-dependencies]\nqueue = ["queue"]\n`,
      'pylock.worker.toml': pylock.replace('"speedups",\n]', '"speedups",\n    "queue",\n]'),
      'grocker.lock': writeGrockerLock({ images: [lockedImage, worker] }),
    };
    expect(await check(files)).toEqual([]);
    expect(await check({ ...files, 'pylock.worker.toml': pylock })).toEqual([
      'pylock.toml: lock-stale: pylock.toml no longer matches grocker.yml: it was made without the requirements queue',
    ]);
  });

  test('where another lock pins without urls', async () => {
    const question = requestDigest({
      requirements: ['plain==1.0'],
      constraints: '',
      extras: [],
      groups: [],
      index: { extra: [] },
      noBinary: [],
      onlyBinary: [],
      project: null,
      findLinks: [],
      noIndex: false,
      prereleases: false,
      onlyThese: true,
    });
    const file = { name: 'plain', version: '1.0', file: 'plain-1.0-py3-none-any.whl' };
    const located = { ...file, url: `https://files.example/${file.file}`, sha256: sha256('d') };
    const locked = { ...lockedImage, resolutions: [{ question, files: [located] }] };
    const files = {
      'pyproject.toml': lockedProject['pyproject.toml'].replace(', "speedups"', ''),
      'pylock.toml': null,
      'requirements.txt': `plain==1.0 --hash=sha256:${sha256('d')}\n`,
      'grocker.lock': writeGrockerLock({ images: [locked] }),
    };
    expect(await check(files)).toEqual([]);
    const other = `plain==1.1 --hash=sha256:${sha256('d')}\n`;
    expect(await check({ ...files, 'requirements.txt': other })).toEqual([
      'grocker.lock: lock-stale: grocker.lock no longer matches requirements.txt: it does not say where the files are',
    ]);
  });
});

describe('locks that do not', () => {
  test.each<[what: string, files: Files, found: readonly string[]]>([
    [
      'there is no grocker.lock',
      { 'grocker.lock': null },
      ['lock-missing: there is no grocker.lock'],
    ],
    [
      'there is no pylock.toml',
      { 'pylock.toml': null },
      ['lock-missing: no lock pins the Python packages'],
    ],
    [
      'there is neither',
      { 'grocker.lock': null, 'pylock.toml': null },
      ['lock-missing: there is no grocker.lock'],
    ],
    [
      'another base image',
      { 'grocker.yml': lockedDefinition.replace('trixie/3.13', 'bookworm/3.11') },
      [`grocker.lock: ${stale} it is made for debian:trixie-slim, not for debian:bookworm-slim`],
    ],
    [
      'a system package more',
      { 'grocker.yml': lockedDefinition.replace('[libpq5]', '[libpq5, curl]') },
      [`grocker.lock: ${stale} it is made without curl`],
    ],
    [
      'a system package less',
      { 'grocker.yml': lockedDefinition.replace('[libpq5]', '[]') },
      [`grocker.lock: ${stale} it is made with libpq5, which nothing requires`],
    ],
    [
      'a repository',
      {
        'grocker.yml': `${lockedDefinition}repositories: {own: {uri: "deb https://files.example/debian trixie main"}}\n`,
      },
      [`grocker.lock: ${stale} it is made with other repositories`],
    ],
    [
      'a requirement more',
      {
        'pyproject.toml': lockedProject['pyproject.toml'].replace(
          '"speedups"]',
          '"speedups", "more"]',
        ),
      },
      [
        'pylock.toml: lock-stale: pylock.toml no longer matches grocker.yml: it was made without the requirements more',
      ],
    ],
    [
      'another build requirement',
      { 'pyproject.toml': lockedProject['pyproject.toml'].replace('>=70', '>=71') },
      [
        'grocker.lock: lock-stale: grocker.lock was made for other build requirements of app: now setuptools>=71',
      ],
    ],
    [
      'another sdist',
      { 'pylock.toml': pylock.replace(sha256('a'), sha256('e')) },
      [
        'grocker.lock: lock-stale: grocker.lock does not have the build requirements of speedups 1.0',
      ],
    ],
    [
      'a mistake in grocker.yml',
      { 'grocker.yml': 'prots: [80]\n' },
      ['grocker.yml: unknown-key: unknown key "prots" · did you mean "ports"?'],
    ],
    [
      'a lock that is none',
      { 'grocker.lock': 'version = \n' },
      ['grocker.lock: lock-syntax: grocker.lock is not TOML: invalid value'],
    ],
  ])('%s', async (_what, files, found) => {
    expect(await check(files)).toEqual(found);
  });

  test('a platform that is not locked', async () => {
    expect(await check({}, ['linux/amd64', 'linux/arm64'])).toEqual([
      'grocker.lock: lock-stale: grocker.lock is not made for linux/arm64',
    ]);
  });
});
