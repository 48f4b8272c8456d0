import { describe, expect, test } from 'vitest';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { isOwnPylock } from '../lock/formats/pylock/is-own-pylock.ts';
import { ownPylock, ownPylockFor } from './own-pylock.ts';
import type { PythonLockQuestion } from '../facts/fact-source.ts';

const request: PythonLockQuestion = {
  platform: { os: 'linux', architecture: 'amd64' },
  python: '3.13.5',
  paths: [],
  requirements: ['django>=5', 'celery[redis]; python_version < "4"'],
  constraints: 'kombu<6\n\n# no more\n',
  project: null,
  extras: [],
  groups: [],
  index: { url: 'https://index.example/simple', extra: [] },
  findLinks: [],
  noIndex: false,
  prereleases: false,
  noBinary: [],
  onlyBinary: true,
  network: [],
  onlyThese: false,
};

const resolved = 'lock-version = "1.0"\ncreated-by = "uv"\npackages = []\n';

const written = `lock-version = "1.0"
created-by = "grocker"
packages = []

[tool.grocker]
python = [
    "3.13",
]
platforms = [
    "linux/amd64",
]
requirements = [
    "django>=5",
    "celery[redis]; python_version < \\"4\\"",
]
constraints = [
    "kombu<6",
    "# no more",
]
index = [
    "https://index.example/simple",
]
only-binary = [
    ":all:",
]
`;

const lock = (text: string, name = 'pylock.toml') => new SourceText(name, text);

describe('the pylock.toml of grocker lock', () => {
  test('records its Python and platform', () => {
    expect(ownPylock(resolved, [request])).toBe(written);
  });

  test('is distinguished from the locks of other tools', () => {
    expect([isOwnPylock(written), isOwnPylock(resolved)]).toEqual([true, false]);
  });

  test('is chosen from several by Python and platform', () => {
    const other = ownPylock(resolved, [{ ...request, requirements: ['flask'] }]);
    const locks = [lock(other), lock(written, 'pylock.worker.toml')];
    expect(ownPylockFor(locks, request).name).toBe('pylock.worker.toml');
  });

  test.each<[what: string, change: Partial<PythonLockQuestion>, message: string, line: number]>([
    [
      'a requirement more',
      { requirements: [...request.requirements, 'flask'] },
      'without the requirements flask',
      12,
    ],
    [
      'a requirement less',
      { requirements: ['django>=5'] },
      'with the requirements celery[redis]; python_version < "4"',
      12,
    ],
    [
      'requirements in another order',
      { requirements: request.requirements.toReversed() },
      'with the requirements in another order',
      12,
    ],
    ['no constraints', { constraints: '' }, 'with the constraints kombu<6, # no more', 16],
    ['another index', { index: { extra: [] } }, 'with the index https://index.example/simple', 20],
    [
      'a day',
      { index: { ...request.index, excludeNewer: '2026-11-01' } },
      'without the exclude newer 2026-11-01',
      5,
    ],
    ['wheels or sdists', { onlyBinary: [] }, 'with the only binary :all:', 23],
    ['another Python', { python: '3.14.0' }, 'for Python 3.13, not for 3.14', 6],
    [
      'another platform',
      { platform: { os: 'linux', architecture: 'arm64' } },
      'for linux/amd64, not for linux/arm64',
      9,
    ],
  ])('is stale with %s', (_what, change, message, line) => {
    expect(failure(written, { ...request, ...change })).toEqual({
      code: 'lock-stale',
      message: `pylock.toml no longer matches grocker.yml: it was made ${message}`,
      line,
    });
  });

  test('serves another patch version, and each of its platforms', () => {
    const arm: PythonLockQuestion = {
      ...request,
      platform: { os: 'linux', architecture: 'arm64' },
    };
    const both = ownPylock(resolved, [arm, request]);
    for (const asked of [request, { ...arm, python: '3.13.9' }]) {
      expect(failure(both, asked)).toBeUndefined();
    }
  });

  test('must be made again for all platforms', () => {
    const asked: PythonLockQuestion = {
      ...request,
      platform: { os: 'linux', architecture: 'arm64' },
    };
    expect(() => ownPylockFor([lock(written)], asked)).toThrow(
      expect.objectContaining({
        diagnostics: [
          expect.objectContaining({
            help: 'Run `grocker lock --platform linux/amd64,linux/arm64` and commit what it writes.',
          }),
        ],
      }),
    );
  });

  test('of an older version does not record its Python and platform', () => {
    const older = written.replace(/python = [^]*(?=requirements)/, '');
    expect(failure(older, { ...request, python: '3.14.0' })).toBeUndefined();
    expect(failure(older, { ...request, requirements: [] })?.code).toBe('lock-stale');
  });

  test.each([
    ['no table', '[tool.grocker]\nrequirements = "django"\n'],
    ['no TOML', '[tool.grocker]\nrequirements = [\n'],
    ['nothing', '[tool.grocker]\n'],
  ])('is stale if it records %s', (_what, text) => {
    expect(failure(text, request)).toMatchObject({ code: 'lock-stale' });
  });
});

function failure(text: string, asked: PythonLockQuestion) {
  try {
    ownPylockFor([lock(text)], asked);
    return undefined;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const [{ code, message, span } = { code: '', message: '', span: undefined }] =
      error.diagnostics;
    return { code, message, line: span?.start.line };
  }
}
