import { describe, expect, test } from 'vitest';
import { readImage } from '../../test/support/read-image.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { readPylock } from '../lock/formats/pylock/read-pylock.ts';
import type { LockedResolution } from '../system/grocker-lock.ts';
import type { PythonLockQuestion } from '../facts/fact-source.ts';
import { lockedAnswers, lockedResolution } from './locked-answers.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { replayFacts } from '../facts/recorded-facts.ts';

const hash = (digit: string) => digit.repeat(64);

const question: PythonLockQuestion = {
  platform: { os: 'linux', architecture: 'amd64' },
  python: '3.13.5',
  requirements: ['six==1.17.0', 'mysqlclient==2.2.7'],
  paths: [],
  findLinks: [],
  noIndex: false,
  prereleases: false,
  constraints: '',
  project: null,
  extras: [],
  groups: [],
  index: { extra: [] },
  noBinary: [],
  onlyBinary: [],
  network: [],
  onlyThese: true,
};

const answer = `lock-version = "1.0"
created-by = "uv"

[[packages]]
name = "mysqlclient"
version = "2.2.7"
sdist = { url = "https://files.example/mysqlclient-2.2.7.tar.gz", size = 91383, hashes = { sha256 = "${hash('1')}" } }

[[packages]]
name = "six"
version = "1.17.0"
sdist = { url = "https://files.example/six-1.17.0.tar.gz", hashes = { sha256 = "${hash('2')}" } }
wheels = [{ url = "https://files.example/six-1.17.0-py2.py3-none-any.whl", hashes = { sha256 = "${hash('3')}" } }]
`;

const nobody = replayFacts({
  version: 1,
  definition: { name: 'grocker.yml', text: '' },
  answers: [],
});

const imageWith = (resolutions: readonly LockedResolution[]) => readImage({ resolutions });

const locks = [new SourceText('poetry.lock', '')];
const foundation = {} as Parameters<FactSource['pythonLock']>[1];
const ask = (image: ReturnType<typeof imageWith>, asked: PythonLockQuestion) =>
  lockedAnswers(nobody, image, locks).pythonLock(asked, foundation);

describe('grocker.lock in place of an index', () => {
  test('answers the questions that it was made for', async () => {
    const image = imageWith([lockedResolution(question, answer)]);
    const read = (text: string) =>
      readPylock(new SourceText('pylock.toml', text)).packages.map(({ line: _, ...rest }) => rest);
    expect(read(await ask(image, question))).toEqual(read(answer));
  });

  test('answers the same on another day of the same Python', async () => {
    const image = imageWith([lockedResolution(question, answer)]);
    const again = await ask(image, { ...question, python: '3.13.6' });
    expect(again).toBe(await ask(image, question));
  });

  test('answers with the file of a url', async () => {
    const url = 'https://files.example/own-1.0-py3-none-any.whl';
    const archive = `lock-version = "1.0"\ncreated-by = "uv"\n[[packages]]\nname = "own"\nversion = "1.0"\narchive = { url = "${url}", hashes = { sha256 = "${hash('4')}" } }\n`;
    const image = imageWith([lockedResolution(question, archive)]);
    const { packages } = readPylock(new SourceText('pylock.toml', await ask(image, question)));
    expect(packages).toMatchObject([
      {
        name: 'own',
        version: '1.0',
        source: { kind: 'files', wheels: [{ url, sha256: hash('4') }] },
      },
    ]);
  });

  test('is stale if the other lock pins something else', async () => {
    const image = imageWith([lockedResolution(question, answer)]);
    await expect(ask(image, { ...question, requirements: ['six==1.18.0'] })).rejects.toMatchObject({
      diagnostics: [
        {
          code: 'lock-stale',
          message:
            'grocker.lock no longer matches poetry.lock: it does not say where the files are',
          help: 'Run `grocker lock` and commit what it writes.',
        },
      ],
    });
  });

  test('leaves a build without a lock alone', () => {
    expect(lockedAnswers(nobody, imageWith([]), [])).toBe(nobody);
  });

  test('does not answer for sources that are not files of an index', () => {
    const git = `lock-version = "1.0"\n[[packages]]\nname = "own"\nvcs = { type = "git", url = "https://files.example/own.git", commit-id = "${'a'.repeat(40)}" }\n`;
    expect(() => lockedResolution(question, git)).toThrow(
      expect.objectContaining({
        diagnostics: [expect.objectContaining({ code: 'not-lockable' })],
      }),
    );
  });
});
