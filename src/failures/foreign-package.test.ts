import { expect, test } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
import { exitStatuses } from '../graph/agreed.ts';
import type { SystemPackage } from '../plan/plan.ts';
import type { Failure } from './failure.ts';
import { foreignPackage } from './foreign-package.ts';

const spec = specOf('release: app==1\ndependencies: {run: [libcurl4t64, libzbar0t64]}\n');
const file = (name: string, line?: number): SystemPackage => ({
  ...{ name, version: '1', architecture: 'arm64', url: `https://files.example/${name}.deb` },
  ...{ sha256: '1'.repeat(64), size: 5 },
  ...(line && {
    span: { file: 'grocker.lock', start: { line, column: 1 }, end: { line, column: 2 } },
  }),
});
const nothing = { requested: [], files: [] };

function explained(exitCode: number, files: readonly SystemPackage[], script = 'foreign-packages') {
  const args = ['/bin/sh', `/run/grocker/steps/${script}.sh`, '315532800'];
  const failure: Failure = { kind: 'process', message: '', exitCode, args };
  const root = { requested: ['libcurl4t64', 'libzbar0t64'], files };
  const system = { interpreter: nothing, root, compiler: nothing };
  return foreignPackage(failure, { spec, system })?.diagnostic;
}

test('the package that needs its scripts is named, and those that need it', () => {
  const files = [file('openssl'), file('libzbar0t64', 9)];
  const first = explained(exitStatuses.FIRST_NAME, files);
  expect(first?.message).toMatch(/^apt: openssl, required by libcurl4t64 or libzbar0t64: /);
  expect(first).toMatchObject({
    code: 'foreign-program',
    span: { file: 'grocker.yml', start: { line: 2 } },
  });
  const second = explained(exitStatuses.FIRST_NAME + 1, files);
  expect(second?.message).toMatch(/^apt: libzbar0t64: it is configured by its own scripts/);
  expect(second?.span).toMatchObject({ file: 'grocker.lock', start: { line: 9 } });
});

test('any other failure is none of these', () => {
  expect(explained(exitStatuses.FIRST_NAME + 2, [file('openssl')])).toBeUndefined();
  expect(explained(1, [file('openssl')])).toBeUndefined();
  expect(explained(exitStatuses.FIRST_NAME, [file('openssl')], 'time-zone')).toBeUndefined();
});
