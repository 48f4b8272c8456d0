import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { duplicatePackage } from './duplicate-package.ts';

describe('duplicate-package', () => {
  testRule(duplicatePackage, [
    ['twice to run', 'dependencies: {run: [curl, «curl»]}\n'],
    ['twice to run, once with a version', 'dependencies: {run: [curl, «curl=8.14.1-2»]}\n'],
    ['twice to build', 'dependencies: {build: [gcc, make, «gcc»]}\n'],
    ['to run and to build', 'dependencies: {run: [curl], build: [«curl»]}\n'],
    ['in the older list', 'dependencies: [curl, {«curl»: [gcc]}]\n'],
    ['two releases of one project', 'packages: [Flask_Login==1, «flask-login==2»]\n'],
    ['two architectures', 'dependencies: {run: [libc6, "libc6:i386"]}\n'],
  ]);
});
