import { describe, expect, test } from 'vitest';
import {
  failedDigest,
  recordedDaemons,
  recordedFailure,
} from '../../test/support/recorded-failure.ts';
import { specOf } from '../../test/support/spec-of.ts';
import { failedOperation } from '../gateway/error-details.ts';
import type { GatewayError } from '../gateway/gateway-error.ts';
import { file, mkdir, scratch, type Output } from '../llb/llb.ts';
import type { PlannedCompile, PlannedPackage, PlannedWheel } from '../plan/plan.ts';
import { explainFailure } from './explain-failure.ts';
import type { ExplainedFailure } from './explained-failure.ts';
import type { FailedWork } from './failed-work.ts';

const at = (name: string, line: number) => ({
  file: name,
  start: { line, column: 1 },
  end: { line, column: 9 },
});
const lockSpan = at('uv.lock', 7);
const nothing = { requested: [], files: [] };
const work: FailedWork = {
  spec: specOf('runtime: trixie/3.13\n'),
  packages: [],
  system: { interpreter: nothing, root: nothing, compiler: nothing },
};

function wheel(url: string, sha256: string, span?: PlannedWheel['span']): PlannedWheel {
  const origin = { from: 'url', url, sha256 } as const;
  const identity = { name: 'numpy', version: '2.0', role: 'dependency' } as const;
  return { kind: 'wheel', ...identity, file: 'numpy.whl', origin, ...(span && { span }) };
}

function compiled(origin: PlannedCompile['origin'], more: Partial<PlannedCompile> = {}) {
  const identity = { kind: 'compile', name: 'tool', version: '1.0', role: 'dependency' } as const;
  const settings = { envs: [], configSettings: [], stage: 'compiler' } as const;
  return { ...identity, ...settings, origin, span: lockSpan, ...more };
}

/** The wheel that a source which failed was to fetch. */
function wheelOf(error: GatewayError, span?: PlannedWheel['span']): PlannedWheel {
  const { url = '', checksum = '' } = failedOperation(error.status)?.source ?? {};
  return wheel(url, checksum.replace('sha256:', ''), span);
}

/** The explanation of a failure, without the daemon's own message. */
function told(found: ExplainedFailure | undefined) {
  const [diagnostic] = found?.diagnostics ?? [];
  return diagnostic && { ...diagnostic, causes: found?.causes };
}

const made: Output = file(scratch, [mkdir({ path: '/made' })]);

/** The work where the vertex that failed made this. */
function graphOf(error: GatewayError, planned: PlannedPackage, verified = false): FailedWork {
  const output = { name: planned.name, source: made, ...(verified && { verified: made }) };
  const digest = () => failedDigest(error);
  const stages = { wheels: new Map([[planned, output]]), steps: [] };
  return { ...work, packages: [planned], graph: { stages, digest } };
}

describe.each(recordedDaemons)('%s', (daemon) => {
  const failure = (name: string) => recordedFailure(daemon, name);

  describe('a wheel that the daemon cannot fetch', () => {
    test.each([
      ['a server that refuses', 'it does not answer as it should'],
      ['a server without an address', 'its name does not resolve'],
      ['a server of an unknown authority', 'the authority of its certificate is not trusted'],
    ])('from %s', (name, reason) => {
      const error = failure(name);
      const planned = wheelOf(error, lockSpan);
      expect(told(explainFailure(error, { ...work, packages: [planned] }))).toMatchObject({
        code: 'fetch-failed',
        message: `the file of numpy 2.0 could not be fetched from ${urlOf(planned)}: ${reason}`,
        span: lockSpan,
        causes: ['unreachable'],
      });
    });

    test.each(['a page that is gone', 'a page that asks for a password', 'another file'])(
      'because of %s: a step tries it',
      (name) => {
        const error = failure(name);
        const locked = told(
          explainFailure(error, { ...work, packages: [wheelOf(error, lockSpan)] }),
        );
        const open = told(explainFailure(error, { ...work, packages: [wheelOf(error)] }));
        expect([locked?.code, locked?.causes]).toEqual(['checksum-mismatch', ['denied']]);
        expect([open?.code, open?.causes]).toEqual(['file-gone', ['gone', 'denied']]);
      },
    );

    test('is reported if it is a system package', () => {
      const error = failure('another file');
      const { url = '', checksum = '' } = failedOperation(error.status)?.source ?? {};
      const sha256 = checksum.replace('sha256:', '');
      const named = { name: 'libzbar0', version: '1.0', architecture: 'amd64', size: 1 };
      const files = [{ ...named, url, sha256 }];
      const system = { ...work.system, root: { requested: ['libzbar0'], files } };
      expect(told(explainFailure(error, { ...work, system }))).toMatchObject({
        code: 'file-gone',
        message: `the file of libzbar0 1.0 at ${url} is gone or was replaced`,
      });
    });

    test('is not reported if another source fails', () => {
      const other = wheel('https://files.example/a.whl', '9'.repeat(64));
      const error = failure('another file');
      expect(explainFailure(error, { ...work, packages: [other] })).toBeUndefined();
    });
  });

  describe('a repository', () => {
    test.each([
      ['a repository that is not there', 'repository-failed', 'Correct the url of the repository'],
      [
        'a commit that is not there',
        'repository-failed',
        'Create the lock again: the repository no longer',
      ],
      ['a repository that asks for a password', 'repository-failed', 'Give a token'],
      ['a repository that asks for a key', 'repository-failed', '--ssh default'],
      ['a repository without an address', 'network-unreachable', 'Check the name'],
      [
        'a repository of an unknown authority',
        'network-unreachable',
        'the certificate authority of that',
      ],
      ['a repository that refuses', 'network-unreachable', 'Make sure that the builder can reach'],
    ])('%s', (name, code, remedy) => {
      const error = failure(name);
      const { url = '' } = failedOperation(error.status)?.source ?? {};
      const commit = 'c'.repeat(40);
      const planned = compiled({ from: 'git', url, commit });
      const found = told(explainFailure(error, { ...work, packages: [planned] }));
      expect([found?.code, found?.span]).toEqual([code, lockSpan]);
      expect(found?.message).toContain(
        `the commit cccccccccccc of tool could not be fetched from ${url}`,
      );
      expect(found?.help).toContain(remedy);
    });
  });

  test('a path that the context lacks is reported where it is named', () => {
    const spec = specOf('runtime: trixie/3.13\nfiles: [nothing/here.txt]\n');
    const found = explainFailure(failure('a file that the context does not have'), {
      ...work,
      spec,
    });
    expect(told(found)).toMatchObject({
      code: 'file-not-found',
      message: 'the context has no nothing/here.txt, or it is a link that leads out of it',
      span: { start: { line: 2, column: 9 } },
    });
  });

  describe('a package that cannot be compiled', () => {
    const planned = compiled({ from: 'context', path: '.', exclude: [] });

    test('is reported at its line', () => {
      const error = failure('a process that exits with 1');
      expect(told(explainFailure(error, graphOf(error, planned)))).toMatchObject({
        code: 'compile-failed',
        message: 'no wheel of tool 1.0 could be made (exit code 1): its log says why',
        span: lockSpan,
        causes: [],
      });
    });

    test('because it needs a repository', () => {
      const error = failure('a process that exits with 4');
      const found = told(explainFailure(error, graphOf(error, planned)));
      expect(found?.help).toContain('Add git to `dependencies.build`');
    });

    test('with what grocker.lock has', () => {
      const error = failure('a process that exits with 3');
      const requirement = wheel(
        'https://files.example/w.whl',
        '1'.repeat(64),
        at('grocker.lock', 4),
      );
      const locked = { ...planned, requirements: [requirement] };
      expect(told(explainFailure(error, graphOf(error, locked)))).toMatchObject({
        code: 'lock-stale',
        message:
          "grocker.lock no longer has the build requirements of tool; the step's log shows them",
        span: at('grocker.lock', 4),
        help: 'Run `grocker lock` and commit what it writes.',
      });
    });
  });

  test('a file of the context with another checksum', () => {
    const error = failure('a process that exits with 2');
    const origin = { from: 'context', path: 'dist/x.whl', exclude: [], hashes: ['1'] } as const;
    const identity = { name: 'x', version: null, role: 'dependency', span: lockSpan } as const;
    const planned: PlannedWheel = { kind: 'wheel', ...identity, file: 'x.whl', origin };
    expect(told(explainFailure(error, graphOf(error, planned, true)))).toMatchObject({
      code: 'checksum-mismatch',
      message:
        'dist/x.whl is not the file of x that was locked: it has none of the hashes of the lock',
      span: lockSpan,
    });
  });

  describe('the user of the image', () => {
    test.each([
      ['is named', 'runtime: trixie/3.13\nuser: www-data\n', 'www-data', [2, 7]],
      ['is that of all images', 'runtime: trixie/3.13\n', 'grocker', [1, 10]],
      ['is that of all images, of a runtime that was chosen', '', 'grocker', undefined],
    ])('%s, and the base image has another of that name', (_, definition, name, place) => {
      const error = failure('a process that exits with 3');
      const found = told(explainFailure(error, { ...work, spec: specOf(definition) }));
      const start = found?.span?.start;
      expect([found?.code, found?.message, start && [start.line, start.column]]).toEqual([
        'base-image-user',
        `debian:trixie-slim has a user ${name} already, whose uid is not 1000`,
        place,
      ]);
    });
  });

  test('a step that is killed', () => {
    expect(told(explainFailure(failure('a process that is killed'), work))).toMatchObject({
      code: 'out-of-memory',
      message: 'compile.py was killed: most likely the builder has too little memory',
    });
  });

  test('a command of grocker.yml', () => {
    const error = failure('a process that exits with 1');
    const span = at('grocker.yml', 4);
    const planned = { run: ['pip', 'install', 'requests'], envs: [], span };
    const stages = { wheels: new Map(), steps: [{ planned, ran: made }] };
    const graph = { stages, digest: () => failedDigest(error) };
    expect(told(explainFailure(error, { ...work, graph }))).toMatchObject({
      code: 'step-failed',
      message: 'the step `pip install requests` failed (exit code 1)',
      span,
    });
  });

  test.each(['a program that is not there', 'a process that exits with 4'])(
    'nothing is added to %s of another vertex',
    (name) => {
      expect(explainFailure(failure(name), work)).toBeUndefined();
    },
  );
});

test('an internal error is not a failure of the daemon', () => {
  expect(explainFailure(new Error('boom'), work)).toBeUndefined();
});

function urlOf({ origin }: PlannedWheel): string {
  return origin.from === 'url' ? origin.url : '';
}
