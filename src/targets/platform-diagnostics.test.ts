import { describe, expect, test } from 'vitest';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { ExplainedFailure } from '../failures/explained-failure.ts';
import type { Platform } from '../plan/plan.ts';
import { onPlatforms } from './on-platforms.ts';
import { platformDiagnostics } from './platform-diagnostics.ts';

const amd64 = { os: 'linux', architecture: 'amd64' } as const;
const arm64 = { os: 'linux', architecture: 'arm64' } as const;
const v9 = { os: 'linux', architecture: 'arm64', variant: 'v9' } as const;

const span = {
  file: 'poetry.lock',
  start: { line: 7, column: 1 },
  end: { line: 7, column: 1 },
};
const told = (message: string): Diagnostic => ({
  code: 'lock-unavailable',
  severity: 'error',
  message,
  span,
});

describe('the diagnostics of several platforms', () => {
  const messages = (...found: readonly (readonly [Platform, ...string[]])[]) =>
    platformDiagnostics(
      found.map(([platform, ...all]) => ({ platform, diagnostics: all.map(told) })),
    ).map(({ message }) => message);

  test('are those of one as they are', () => {
    expect(messages([arm64, 'a', 'b for linux/arm64'])).toEqual(['a', 'b for linux/arm64']);
  });

  test('are given once if all have them', () => {
    expect(messages([amd64, 'a'], [arm64, 'a'])).toEqual(['a']);
  });

  test('name their platforms if not all have them', () => {
    expect(messages([amd64, 'a'], [arm64, 'b', 'a'], [v9, 'b'])).toEqual([
      'linux/amd64, linux/arm64: a',
      'linux/arm64, linux/arm64/v9: b',
    ]);
  });

  test('that name their platform are one, which names all of them', () => {
    expect(
      messages(
        [amd64, 'no file for linux/amd64, glibc'],
        [arm64, 'no file for linux/arm64, glibc', 'and no linux/arm64'],
        [v9, 'no file for linux/arm64/v9, glibc'],
      ),
    ).toEqual([
      'no file for linux/amd64, linux/arm64, linux/arm64/v9, glibc',
      'and no linux/arm64',
    ]);
  });

  test('that name a platform with a longer name have not named theirs', () => {
    expect(messages([v9, 'not linux/arm64'], [amd64])).toEqual(['linux/arm64/v9: not linux/arm64']);
  });

  test('of different places are different', () => {
    const elsewhere = { ...told('a'), span: { ...span, file: 'grocker.yml' } };
    const found = platformDiagnostics([
      { platform: amd64, diagnostics: [told('a')] },
      { platform: arm64, diagnostics: [elsewhere] },
    ]);
    expect(found.map(({ message, span }) => [span?.file, message])).toEqual([
      ['poetry.lock', 'linux/amd64: a'],
      ['grocker.yml', 'linux/arm64: a'],
    ]);
  });
});

describe('a build for several platforms', () => {
  const failure = (run: Parameters<typeof onPlatforms<string>>[1]) =>
    onPlatforms([amd64, arm64], run).then(
      () => undefined,
      (error: unknown) => error,
    );
  const messagesOf = (error: unknown) =>
    error instanceof DiagnosticError ? error.diagnostics.map(({ message }) => message) : error;
  const never = new Promise<string>(() => undefined);

  test('has the results in the order of the platforms', async () => {
    const results = await onPlatforms([amd64, arm64], ({ architecture }, planned) => {
      planned();
      return Promise.resolve(architecture);
    });
    expect(results).toEqual(['amd64', 'arm64']);
  });

  test('reports the mistakes of all, also of one that is found later', async () => {
    const error = await failure(async ({ architecture }) => {
      if (architecture === 'arm64') await new Promise((resolve) => setTimeout(resolve, 20));
      throw new DiagnosticError([told('a'), told(`no file for linux/${architecture}`)]);
    });
    expect(messagesOf(error)).toEqual(['a', 'no file for linux/amd64, linux/arm64']);
  });

  test('waits for no other that is planned and still builds', async () => {
    const error = await failure(({ architecture }, planned) => {
      if (architecture === 'arm64') return Promise.reject(new DiagnosticError([told('a')]));
      planned();
      return never;
    });
    expect(messagesOf(error)).toEqual(['linux/arm64: a']);
  });

  test('reports a failure of the daemon at once, with its platform, cause and what may mend it', async () => {
    const cause = new Error('exit code: 1');
    const error = await failure(({ architecture }) =>
      architecture === 'amd64'
        ? never
        : Promise.reject(new ExplainedFailure(told('b'), cause, ['mirror'])),
    );
    expect(messagesOf(error)).toEqual(['linux/arm64: b']);
    expect(error).toMatchObject({ cause, causes: ['mirror'] });
  });

  test('passes on any other error', async () => {
    const lost = new Error('the daemon is gone');
    expect(await failure(() => Promise.reject(lost))).toBe(lost);
  });
});
