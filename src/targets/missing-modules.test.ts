import { expect, test } from 'vitest';
import { missingModules } from './missing-modules.ts';

const installed = [
  { name: 'pillow', modules: ['PIL'] },
  { name: 'setuptools', modules: ['setuptools'] },
];

function found(...names: readonly string[]) {
  const imports = names.map((name, at) => ({ path: 'app.py', line: at + 1, name }));
  return missingModules(imports, installed);
}

test('an import is compared with installed modules, not with names of packages', () => {
  expect(found('PIL', 'pillow').map(({ span }) => span?.start.line)).toEqual([2]);
});

test('setuptools provides distutils', () => {
  expect(found('distutils')).toEqual([]);
  const imports = [{ path: 'app.py', line: 1, name: 'distutils' }];
  expect(missingModules(imports, []).map(({ help }) => help)).toEqual([
    'Add setuptools to the requirements of the application, and to its lock.',
  ]);
});

test.each([
  ['yaml', 'pyyaml'],
  ['pkg_resources', 'setuptools<81'],
  ['shopkit', 'the package that has it (often `shopkit`)'],
])('the remedy for %s names %s', (name, remedy) => {
  const [finding] = found(name);
  expect([finding?.code, finding?.severity, finding?.span?.file]).toEqual([
    'missing-module',
    'warning',
    'app.py',
  ]);
  expect(finding?.message).toContain(`the module ${name},`);
  expect(finding?.help).toContain(`Add ${remedy} to the requirements`);
});
