import { describe, expect, test } from 'vitest';
import {
  failedDigest,
  recordedDaemons,
  recordedFailure,
} from '../../test/support/recorded-failure.ts';
import { specOf } from '../../test/support/spec-of.ts';
import { exitStatuses as status } from '../graph/agreed.ts';
import { file, mkdir, scratch } from '../llb/llb.ts';
import type { PlannedCompile, PlannedWheel } from '../plan/plan.ts';
import { explainFailure } from './explain-failure.ts';
import type { FailedWork } from './failed-work.ts';

const nothing = { requested: [], files: [] };
const line = (number: number) => ({
  file: 'uv.lock',
  start: { line: number, column: 1 },
  end: { line: number, column: 9 },
});

/** The wheel that the recorded requests name. */
const numpy: PlannedWheel = {
  kind: 'wheel',
  name: 'numpy',
  version: '2.0',
  role: 'dependency',
  file: 'numpy-2.0-py3-none-any.whl',
  origin: { from: 'url', url: 'https://files.example/numpy.whl', sha256: 'f'.repeat(64) },
  span: line(7),
};

const tool: PlannedCompile = {
  kind: 'compile',
  name: 'tool',
  version: '1.0',
  role: 'dependency',
  stage: 'interpreter',
  origin: { from: 'context', path: 'tool', exclude: [] },
  envs: [],
  configSettings: [],
  span: line(9),
};

const definition = `release: app==1
fetch:
  - {url: "https://files.example/words.zip", sha256: ${'a'.repeat(64)}, unpack: true}
time_zone: Asia/Calcutta
locales: [tlh_AA.UTF-8]
certificates: [own.pem]
`;
const work: FailedWork = {
  spec: specOf(definition),
  packages: [numpy, tool],
  system: { interpreter: nothing, root: nothing, compiler: nothing },
};

describe.each(recordedDaemons)('%s', (daemon) => {
  const explained = (name: string, more: Partial<FailedWork> = {}) => {
    const found = explainFailure(recordedFailure(daemon, name), { ...work, ...more });
    const [diagnostic] = found?.diagnostics ?? [];
    return diagnostic && { ...diagnostic, causes: found?.causes };
  };

  test.each([
    [1, 'fetch-failed', ['unreachable'], 'could not be fetched from'],
    [status.OTHER_FILE, 'checksum-mismatch', [], 'its checksum differs'],
    [status.GONE, 'locked-file-gone', [], 'is gone from'],
    [status.DENIED, 'fetch-denied', ['denied'], 'the server requires a user'],
    [status.NO_ADDRESS, 'fetch-failed', ['unreachable'], 'its name does not resolve'],
    [status.NO_TRUST, 'fetch-failed', ['unreachable'], 'is not trusted'],
    [status.NO_ANSWER, 'fetch-failed', ['unreachable'], 'it does not answer'],
  ])('a step that fetches a wheel exits with %i: %s', (exit, code, causes, words) => {
    const found = explained(`fetch.py that exits with ${exit}`);
    expect(found).toMatchObject({ code, causes, span: line(7) });
    expect(found?.message).toContain('numpy 2.0');
    expect(found?.message).toContain(words);
  });

  test.each([
    [status.DAMAGED, 'it is not a zip archive'],
    [status.OUTSIDE, 'a name in it leads out of the archive'],
  ])('a download cannot be unpacked: exit status %i', (exit, words) => {
    const found = explained(`unpack_zip.py that exits with ${exit}`);
    expect(found).toMatchObject({ code: 'file-source', span: { start: { line: 3 } } });
    expect(found?.message).toContain(`words.zip cannot be unpacked: ${words}`);
  });

  test.each([
    ['time-zone.sh', 'invalid-time-zone', 4, 'no Asia/Calcutta', 'no time zone database'],
    ['locales.sh', 'invalid-locale', 5, 'no locale tlh_AA.UTF-8', 'no localedef'],
    ['certificates.sh', 'invalid-certificate', 6, 'own.pem', 'no update-ca-certificates'],
  ])('%s fails: %s', (script, code, at, name, program) => {
    const place = { code, span: { start: { line: at } } };
    const invalid = explained(`${script} that exits with ${status.FIRST_NAME}`);
    expect(invalid).toMatchObject(place);
    expect(invalid?.message).toContain(name);
    const missing = explained(`${script} that exits with ${status.MISSING_PROGRAM}`);
    expect(missing).toMatchObject(place);
    expect(missing?.message).toContain(program);
  });

  test.each([
    ['resolve.py', 'packages cannot be resolved'],
    ['release.py', 'the Python of the release cannot be chosen'],
  ])('the index does not answer %s', (script, words) => {
    const found = explained(`${script} that exits with ${status.NO_ANSWER}`);
    expect(found).toMatchObject({ code: 'network-unreachable', span: { start: { line: 1 } } });
    expect(found?.message).toContain(words);
  });

  test('a failure of a resolver is no answer of the index', () => {
    expect(explained('resolve.py that exits with 1')).toBeUndefined();
  });

  test('uv refuses a wheel', () => {
    expect(explained('install.py that exits with 1')).toMatchObject({
      code: 'wheel-refused',
      message: "uv cannot install the wheel of numpy 2.0; the step's log says why",
      span: line(7),
    });
  });

  describe('a package that is compiled', () => {
    const graphOf = (name: string, planned: PlannedCompile, kind: 'source' | 'builtWith') => {
      const output = file(scratch, [mkdir({ path: '/made' })]);
      const other = file(scratch, [mkdir({ path: '/other' })]);
      const outputs =
        kind === 'source' ? { source: output } : { source: other, environments: [output] };
      const wheels = new Map([[planned, { name: planned.name, ...outputs }]]);
      const digest = (each: unknown) =>
        each === output ? failedDigest(recordedFailure(daemon, name)) : 'sha256:other';
      return { packages: [planned], graph: { stages: { wheels, steps: [] }, digest } };
    };

    test('makes the wheel of another package', () => {
      const name = `compile.py that exits with ${status.OTHER_PACKAGE}`;
      const log = 'its source makes evil-1.0-py3-none-any.whl';
      expect(explained(name, { ...graphOf(name, tool, 'source'), log })).toMatchObject({
        code: 'other-package',
        message: 'the source of tool 1.0 makes evil-1.0-py3-none-any.whl',
        span: line(9),
      });
    });

    test('calls a compiler on the interpreter stage', () => {
      const name = `compile.py that exits with ${status.NO_COMPILER}`;
      const asks = { ...tool, asks: true } as const;
      expect(explained(name, graphOf(name, asks, 'source'))).toMatchObject({
        code: 'compile-failed',
        causes: ['compiler'],
      });
    });

    test('needs more than wheels', () => {
      const name = 'a process that exits with 3';
      expect(explained(name, graphOf(name, tool, 'source'))).toMatchObject({
        code: 'build-requirements',
        causes: ['built-with'],
      });
    });

    test('has a source that is refused', () => {
      const name = `compile.py that exits with ${status.BAD_SOURCE}`;
      const log = "grocker: its archive cannot be unpacked: 'a/../../b' leads out of the archive\n";
      expect(explained(name, { ...graphOf(name, tool, 'source'), log })).toMatchObject({
        code: 'source-refused',
        message:
          "the source of tool 1.0 is refused: its archive cannot be unpacked: 'a/../../b' leads out of the archive",
        span: line(9),
      });
    });

    test('has a source whose build requirements cannot be read', () => {
      const name = `fetch-build-environment.py that exits with ${status.BAD_SOURCE}`;
      expect(explained(name, graphOf(name, tool, 'builtWith'))).toMatchObject({
        code: 'source-refused',
        span: line(9),
      });
    });

    test('has build requirements that the index does not give', () => {
      const name = `fetch-build-environment.py that exits with ${status.NO_ANSWER}`;
      expect(explained(name, graphOf(name, tool, 'builtWith'))).toMatchObject({
        code: 'network-unreachable',
        span: line(9),
      });
    });
  });
});
