import { describe, expect, test } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Foundation } from '../plan/plan.ts';
import { pythonTarget } from '../python/python-target.ts';
import { distributions } from './distributions.ts';
import type { FactSource, PythonLockQuestion } from '../facts/fact-source.ts';
import { readLocks } from './read-locks.ts';

const target = pythonTarget({
  version: '3.13.5',
  freeThreaded: false,
  architecture: 'amd64',
  libc: { name: 'glibc', version: '2.41' },
});
const sha = (digit: string) => digit.repeat(64);
const commit = 'c'.repeat(40);

/** The question, and the selection made from the answer: the tables of `packages` in a pylock.toml. */
async function resolved(
  lock: { readonly name: string; readonly text: string },
  answer: string,
  definition = '',
) {
  const spec = specOf(definition);
  const source = new SourceText(lock.name, lock.text);
  const files = {
    project: {
      directory: '.',
      table: undefined,
      hasSetupScript: false,
    },
    locks: [source],
    ownPylocks: [],
    texts: {},
    constraints: '',
  };
  const asked: PythonLockQuestion[] = [];
  const facts: Pick<FactSource, 'files' | 'pythonLock'> = {
    files: () => Promise.resolve({}),
    pythonLock: (question) => {
      asked.push(question);
      return Promise.resolve(`lock-version = "1.0"\ncreated-by = "uv"\n${answer}`);
    },
  };
  const foundation = {
    platform: { os: 'linux', architecture: 'amd64' },
    python: { version: '3.13.5' },
    index: {
      ...(spec.index.url && { url: spec.index.url.value }),
      extra: spec.index.extra.map(({ value }) => value),
    },
  } as unknown as Foundation;
  const locks = await readLocks(facts, files);
  const found = await distributions(facts as FactSource, spec, files, locks, foundation, target);
  const [question] = asked;
  return { question, questions: asked, found };
}

async function failure(...given: Parameters<typeof resolved>) {
  const error: unknown = await resolved(...given).catch((reason: unknown) => reason);
  if (!(error instanceof DiagnosticError)) throw error;
  return error.diagnostics.map(({ code, span }) => [code, span?.start.line]);
}

const requirements = (text: string) => ({ name: 'requirements.txt', text });
const locked = (name: string, version: string, file: string) =>
  `[[packages]]\nname = "${name}"\nversion = "${version}"\n${file}\n`;
const wheel = (name: string, version: string, digit: string) =>
  locked(
    name,
    version,
    `wheels = [{ url = "https://files.example/${name}-${version}-py3-none-any.whl", hashes = { sha256 = "${sha(digit)}" } }]`,
  );

describe('a requirements file without hashes', () => {
  const text = [
    'celery[redis]==5.4.0',
    `lib[x] @ git+https://git.example/lib.git@${commit}#subdirectory=python`,
    'pkg @ https://files.example/pkg-1.0-py3-none-any.whl',
    `other @ https://files.example/other-1.0.zip#sha256=${sha('a')}&subdirectory=src`,
    './vendored[fast]',
    `https://files.example/unknown.tar.gz`,
    './dist/own-1.0-py3-none-any.whl',
    'django>=5 ; python_version > "3"',
  ].join('\n');

  test('is queried as it is written', async () => {
    const { question } = await resolved(requirements(text), '');
    expect(question?.requirements.toSorted()).toEqual([
      'celery[redis]==5.4.0',
      'django>=5 ; python_version > "3"',
      'file:///run/grocker/context/vendored[fast]',
      'https://files.example/unknown.tar.gz',
      `lib[x] @ git+https://git.example/lib.git@${commit}#subdirectory=python`,
      `other @ https://files.example/other-1.0.zip#sha256=${sha('a')}&subdirectory=src`,
      'own @ file:///run/grocker/context/dist/own-1.0-py3-none-any.whl',
      'pkg @ https://files.example/pkg-1.0-py3-none-any.whl',
    ]);
    expect(question?.paths).toEqual(['dist/own-1.0-py3-none-any.whl', 'vendored']);
  });

  test('takes versions that packages of grocker.yml leave', async () => {
    const { questions, found } = await resolved(
      requirements('parcel\nletter>=1\n'),
      [wheel('parcel', '1.4', '1'), wheel('letter', '2', '2'), wheel('stamp', '3', '3')].join(''),
      'packages: ["parcel<2", "stamp[glue]>=2,<4", "letter"]',
    );
    expect(questions[0]?.constraints).toBe('parcel<2\nstamp>=2,<4');
    expect(found.map(({ name, version }) => `${name} ${version ?? ''}`)).toContain('parcel 1.4');
  });

  test('gets the hashes of the answer, at its own lines', async () => {
    const { found } = await resolved(
      requirements(text),
      [
        wheel('celery', '5.4.0', '1'),
        wheel('redis', '6', '2'),
        '[[packages]]\nname = "real-vendored"\ndirectory = { path = "vendored" }\n',
        locked(
          'pkg',
          '1.0',
          `archive = { url = "https://files.example/pkg-1.0-py3-none-any.whl", hashes = { sha256 = "${sha('3')}" } }`,
        ),
      ].join(''),
    );
    expect(found.map(({ name, source, span }) => [name, source.kind, span?.start.line])).toEqual([
      ['celery', 'wheel', 1],
      ['pkg', 'wheel', 3],
      ['real-vendored', 'directory', 5],
      ['redis', 'wheel', undefined],
    ]);
  });
});

test('a Pipfile.lock keeps the extras of unlocked packages, and the hashes of locked ones', async () => {
  const text = JSON.stringify({
    _meta: { 'pipfile-spec': 6, requires: {}, sources: [] },
    default: {
      requests: { extras: ['socks'], version: '*' },
      six: { version: '==1.17.0', hashes: [`sha256:${sha('1')}`] },
    },
    develop: {},
  });
  const answer = locked(
    'six',
    '1.17.0',
    `wheels = [{ url = "https://files.example/six-1.17.0-py3-none-any.whl", hashes = { sha256 = "${sha('2')}" } }]`,
  );
  const { question } = await resolved({ name: 'Pipfile.lock', text }, '');
  expect(question?.requirements).toEqual(['requests[socks]', 'six==1.17.0']);
  expect(await failure({ name: 'Pipfile.lock', text }, answer)).toEqual([['checksum-mismatch', 1]]);
});

const sources = {
  'uv.lock': `version = 1
requires-python = ">=3.13"

[[package]]
name = "app"
version = "1"
source = { virtual = "." }
dependencies = [{ name = "internal" }]

[[package]]
name = "internal"
version = "1.0"
source = { url = "https://intranet.example/internal-1.0-py3-none-any.whl" }
`,
  'poetry.lock': `[[package]]
name = "internal"
version = "1.0"
description = ""
optional = false
python-versions = "*"
groups = ["main"]
files = []

[package.source]
type = "url"
url = "https://intranet.example/internal-1.0-py3-none-any.whl"

[metadata]
lock-version = "2.1"
python-versions = "*"
content-hash = ""
`,
};

describe('a url without a hash', () => {
  test.each(Object.entries(sources))('%s is queried on its own', async (name, text) => {
    const { question, found } = await resolved(
      { name, text },
      locked(
        'internal',
        '1.0',
        `archive = { url = "https://intranet.example/internal-1.0-py3-none-any.whl", hashes = { sha256 = "${sha('1')}" } }`,
      ),
    );
    expect(question).toMatchObject({
      requirements: ['internal @ https://intranet.example/internal-1.0-py3-none-any.whl'],
      onlyThese: true,
    });
    expect(found).toMatchObject([
      { name: 'internal', source: { kind: 'wheel', sha256: sha('1') } },
    ]);
  });

  test('is fetched from its mirror', async () => {
    const { question } = await resolved(
      { name: 'uv.lock', text: sources['uv.lock'] },
      wheel('internal', '1.0', '1'),
      'index: {mirrors: {"https://intranet.example/": "https://mirror.example/"}}',
    );
    expect(question?.requirements).toEqual([
      'internal @ https://mirror.example/internal-1.0-py3-none-any.whl',
    ]);
  });

  test('with a hash of another algorithm is refused', async () => {
    const text = `lock-version = "1.0"\ncreated-by = "hand"\n${locked(
      'internal',
      '1.0',
      `archive = { url = "https://intranet.example/internal-1.0-py3-none-any.whl", hashes = { sha512 = "${'a'.repeat(128)}" } }`,
    )}`;
    expect(await failure({ name: 'pylock.toml', text }, '')).toEqual([['lock-hash', 3]]);
  });
});

describe('a url with several hashes', () => {
  const url = 'https://files.example/x-1.0.zip#subdirectory=python';
  const text = `x @ ${url} --hash=sha256:${sha('a')} --hash=sha256:${sha('b')}\n`;
  const answer = (digit: string) =>
    locked(
      'x',
      '1.0',
      `archive = { url = "https://files.example/x-1.0.zip", subdirectory = "python", hashes = { sha256 = "${sha(digit)}" } }`,
    );

  test('may have any of them', async () => {
    const { question, found } = await resolved(requirements(text), answer('b'));
    expect(question?.requirements).toEqual([`x @ ${url}`]);
    expect(found).toMatchObject([
      { name: 'x', source: { kind: 'sdist', sha256: sha('b'), subdirectory: 'python' } },
    ]);
  });

  test('may have no other', async () => {
    expect(await failure(requirements(text), answer('c'))).toEqual([['checksum-mismatch', 1]]);
  });
});

test('an index that has only hashes of another algorithm is an error at the requirement', async () => {
  const file = 'alpha-1.0-py3-none-any.whl';
  const answer = locked(
    'alpha',
    '1.0',
    `wheels = [{url = "https://files.example/${file}", hashes = {md5 = "${'0'.repeat(32)}"}}]`,
  );
  const asked = resolved(requirements('alpha\n'), answer, 'release: alpha==1.0\n');
  const error: unknown = await asked.catch((reason: unknown) => reason);
  expect(error instanceof DiagnosticError && error.diagnostics).toMatchObject([
    {
      code: 'lock-hash',
      message: `\`${file}\` has no sha256 hash`,
      span: { file: 'grocker.yml', start: { line: 1 } },
      help: expect.stringMatching(/^Make its index state hashes/) as string,
    },
  ]);
});

describe('options of a requirements file', () => {
  test('are the indexes of a resolution', async () => {
    const { question } = await resolved(
      requirements(
        '--no-index\n--find-links ./wheels\n-f https://files.example/links/\n--pre\nours==1.0\n',
      ),
      '',
    );
    expect(question).toMatchObject({
      noIndex: true,
      findLinks: ['wheels', 'https://files.example/links/'],
      paths: ['wheels'],
      prereleases: true,
    });
  });

  test('apply to files with hashes too', async () => {
    const { question } = await resolved(
      requirements(`--no-index\n--find-links ./wheels\nours==1.0 --hash=sha256:${sha('1')}\n`),
      locked(
        'ours',
        '1.0',
        `wheels = [{ path = "wheels/ours-1.0-py3-none-any.whl", hashes = { sha256 = "${sha('1')}" } }]`,
      ),
    );
    expect(question).toMatchObject({ noIndex: true, findLinks: ['wheels'], onlyThese: true });
  });

  test('are replaced by an index of grocker.yml', async () => {
    const { question } = await resolved(
      requirements('--no-index\nours==1.0\n'),
      '',
      'index: {url: "https://index.example/simple"}',
    );
    expect(question).toMatchObject({
      noIndex: false,
      index: { url: 'https://index.example/simple' },
    });
  });

  test('with a password are an error', async () => {
    expect(
      await failure(requirements('-f https://ann:secret@files.example/links/\nours==1.0\n'), ''),
    ).toEqual([['password-in-url', 1]]);
  });

  test('that lead out of the context are an error', async () => {
    expect(await failure(requirements('--no-index\nours==1.0\n-f ../wheels\n'), '')).toEqual([
      ['lock-path', 3],
    ]);
  });
});

describe('packages of grocker.yml that are also in the lock', () => {
  const lock = requirements(`gunicorn==22.0.0 --hash=sha256:${sha('1')}\n`);
  const answer = wheel('gunicorn', '22.0.0', '1') + wheel('gevent', '24', '2');

  test.each([
    'packages: ["gunicorn==23.0.0"]',
    'packages: ["gunicorn @ https://files.example/gunicorn-23.0.0-py3-none-any.whl"]',
  ])('%s is an error', async (definition) => {
    expect(await failure(lock, answer, definition)).toEqual([['python-resolution', 1]]);
  });

  test.each(['packages: [gunicorn>=22]', 'packages: [\'gunicorn==23 ; python_version < "3"\']'])(
    '%s matches the lock',
    async (definition) => {
      const { found, questions } = await resolved(lock, answer, definition);
      expect(found.map(({ name }) => name)).toEqual(['gunicorn']);
      expect(questions).toHaveLength(1);
    },
  );

  test('add the requirements of their extras', async () => {
    const { found, questions } = await resolved(lock, answer, 'packages: ["gunicorn[gevent]>=22"]');
    expect(questions[1]).toMatchObject({
      requirements: ['gunicorn[gevent]==22.0.0'],
      constraints: 'gunicorn==22.0.0',
      onlyThese: false,
    });
    expect(found.map(({ name, version }) => [name, version])).toEqual([
      ['gunicorn', '22.0.0'],
      ['gevent', '24'],
    ]);
  });
});

describe('an index that answers with a token in a url', () => {
  test.each([
    'https://ann:secret@files.example/alpha-1.0-py3-none-any.whl',
    'https://files.example/alpha-1.0-py3-none-any.whl?X-Amz-Signature=abc',
    'https://files.example/alpha-1.0-py3-none-any.whl?access_token=abc',
  ])('is an error: %s', async (url) => {
    const lock = requirements('alpha>=1\n');
    const answer = locked(
      'alpha',
      '1.0',
      `wheels = [{ url = "${url}", hashes = { sha256 = "${sha('1')}" } }]`,
    );
    const asked = resolved(lock, answer, 'release: alpha>=1\n');
    const error: unknown = await asked.catch((reason: unknown) => reason);
    expect(error instanceof DiagnosticError && error.diagnostics).toMatchObject([
      {
        code: 'password-in-url',
        message: expect.stringMatching(/^the url of files\.example contains /) as string,
        span: { file: 'grocker.yml', start: { line: 1 } },
        help: expect.stringMatching(/^Its index names the url so/) as string,
      },
    ]);
  });
});
