import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { buildPackageInRun } from './build-package-in-run.ts';

describe('build-package-in-run', () => {
  testRule(buildPackageInRun, [
    ['headers', 'dependencies: {run: [libzbar0t64, «libzbar-dev»]}\n'],
    ['a compiler with a version', 'dependencies: {run: [«gcc=4:14.2.0-1», gcc-14-base]}\n'],
    ['the older list', 'dependencies: [«build-essential», {curl: [gcc]}]\n'],
    ['a service', 'services: {w: {dependencies: {run: [«make»]}}}\n'],
    [
      'a package that only sounds like it',
      'dependencies: {run: [libdevmapper1.02.1, makedev], build: [gcc]}\n',
    ],
  ]);
});
