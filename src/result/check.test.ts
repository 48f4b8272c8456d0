import { expect, test } from 'vitest';
import { checkDiagnostics } from './check.ts';

const span = {
  file: 'grocker.yml',
  start: { line: 3, column: 18 },
  end: { line: 3, column: 23 },
};
const plan = { entrypoint: { command: ['serve'], isScript: true, span } };

test('a module that the console script cannot load is reported at the entry point', () => {
  const failure = { kind: 'script', what: 'shop.main:run', words: 'ModuleNotFoundError' } as const;
  expect(checkDiagnostics([failure], [], plan)).toEqual([
    {
      code: 'check-entrypoint',
      severity: 'error',
      message:
        'the console script serve calls shop.main:run, which cannot be loaded in the finished image: ModuleNotFoundError',
      span,
      help: 'Correct what the package declares for that script, add what it lacks to the dependencies, or set entrypoint_name to another script.',
    },
  ]);
});

test('a module that cannot be imported is reported where check.imports names it', () => {
  const failure = { kind: 'import', what: 'shop', words: 'no' } as const;
  const imports = [{ value: 'shop', span }];
  expect(checkDiagnostics([failure], imports, plan)).toMatchObject([
    { code: 'check-import', span },
  ]);
});
