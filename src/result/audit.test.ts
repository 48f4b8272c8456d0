import { expect, test } from 'vitest';
import type { Plan } from '../plan/plan.ts';
import { applicationModules, auditDiagnostics, type Audit } from './audit.ts';

const clean: Audit = {
  distributions: [{ name: 'app', version: '1', scripts: ['app'], modules: ['_speedups', 'app'] }],
  missingLibraries: [],
  missingInterpreters: [],
  missingPrograms: [],
  conflicts: [],
  scripts: ['app', 'other'],
  entrypointFound: true,
  requires: [],
  withoutResources: [],
  started: [],
  mistakes: [],
  taken: [],
};
const span = {
  file: 'grocker.yml',
  start: { line: 3, column: 18 },
  end: { line: 3, column: 21 },
};
const image = {
  application: { name: 'app' },
  env: [{ name: 'PATH', value: '/home/grocker/app.venv/bin:/usr/bin' }],
  workdir: '/home/grocker',
};
const base = { family: 'debian' } as const;
const others = { image, base, trees: [], steps: [] };
const script = { entrypoint: { command: ['ap'], isScript: true, span }, ...others };
const settings = {
  allowMissing: [],
  services: [],
  packages: [],
  dependencies: { run: [], build: [] },
  requirementOf: (command: string) => (command === 'gunicorn' ? 'gunicorn==23.0.0' : undefined),
};

test('an audit without findings has no diagnostics', () => {
  expect(auditDiagnostics(clean, script, settings)).toEqual([]);
});

test('a missing entry point is an error at its line, with those that exist', () => {
  expect(auditDiagnostics({ ...clean, entrypointFound: false }, script, settings)).toEqual([
    {
      code: 'missing-entrypoint',
      severity: 'error',
      message: 'no installed package has the console script "ap"',
      span,
      help: 'Write `entrypoint_name: app`, or another that exists: other.',
    },
  ]);
});

test.each([
  [
    'a library',
    { missingLibraries: [{ library: 'libq.so.6', neededBy: ['/x/lib.so', '/x/bin/ap'] }] },
    { missingLibraries: [{ library: 'libq.so.6', neededBy: ['/x/lib.so'] }] },
  ],
  [
    'an interpreter',
    { missingInterpreters: [{ program: '/bin/zsh', neededBy: ['/x/bin/ap'] }] },
    { missingInterpreters: [{ program: '/bin/zsh', neededBy: ['/x/bin/other'] }] },
  ],
])('%s that the entry point lacks is an error at its line', (_, ofEntrypoint, ofAnother) => {
  const found = auditDiagnostics({ ...clean, ...ofEntrypoint }, script, settings);
  expect(found).toMatchObject([{ severity: 'error', span }]);
  const [another] = auditDiagnostics({ ...clean, ...ofAnother }, script, settings);
  expect(another).toMatchObject({ severity: 'warning' });
  expect(another).not.toHaveProperty('span');
});

test('a missing program is reported with its package, unless it may be missing', () => {
  const dot = { program: 'dot', runBy: 'pydot', from: 'graphviz' };
  const audit = { ...clean, missingPrograms: [dot] };
  expect(auditDiagnostics(audit, script, settings)).toEqual([
    {
      code: 'missing-program',
      severity: 'warning',
      message: 'pydot runs dot, which is not in the image',
      help: 'Add it to the image: `dependencies: {run: [graphviz]}`; or, if it is never called, `check: {allow_missing: [dot]}`.',
    },
  ]);
  expect(auditDiagnostics(audit, script, { ...settings, allowMissing: ['dot'] })).toEqual([]);
});

const shell = { program: '/bin/sh', neededBy: ['/venv/bin/ap', '/venv/bin/other'] };

test('a script without its interpreter is a warning, and an error where it is the entry point', () => {
  const audit = { ...clean, missingInterpreters: [shell] };
  const message = '/bin/sh is not in the image; /venv/bin/ap and 1 more begin with it';
  expect(auditDiagnostics(audit, { ...script, minimal: { keep: [] } }, settings)).toEqual([
    {
      code: 'missing-interpreter',
      severity: 'error',
      message,
      span,
      help: 'Add it to the image: `keep: [dash]`.',
    },
  ]);
  const started = { ...script, entrypoint: { ...script.entrypoint, command: ['app'] } };
  expect(auditDiagnostics(audit, started, settings)).toEqual([
    {
      code: 'missing-interpreter',
      severity: 'warning',
      message,
      help: 'Add it to the image: `dependencies: {run: [dash]}`.',
    },
  ]);
});

test.each<[string, readonly string[], Partial<Audit>, readonly string[], string]>([
  [
    'begins with the scripts of the application',
    ['ap'],
    { scripts: ['a2to3', 'app', 'other'] },
    [],
    'Write `entrypoint_name: app`, or another that exists: a2to3, other.',
  ],
  [
    'names the services of a file that has nothing else to run',
    ['grocker-runner'],
    {},
    ['web', 'worker'],
    'Build one of the services: `--target web` or `--target worker`; or set entrypoint_name beside them.',
  ],
  [
    'makes a list of a command in one text',
    ['uvicorn shop.main:app --host  0.0.0.0'],
    {},
    [],
    'Write a list: `entrypoint_name: [uvicorn, "shop.main:app", --host, "0.0.0.0"]`.',
  ],
])('the help %s', (_, command, found, services, help) => {
  const audit = { ...clean, ...found, entrypointFound: false };
  const plan = { entrypoint: { command, isScript: true, span }, ...others };
  expect(auditDiagnostics(audit, plan, { ...settings, services })).toMatchObject([{ help }]);
});

test.each<[string, string, readonly string[], string]>([
  ['of a known server', 'gunicorn', [], '`packages: [gunicorn==23.0.0]`'],
  ['beside other packages', 'gunicorn', ['a'], '`packages: [a, gunicorn==23.0.0]`'],
  ['of an unknown program', 'serve', [], 'Install the package that has "serve"'],
])('the help for a list that begins with the command %s', (_, command, packages, help) => {
  const plan = { entrypoint: { command: [command, 'a:app'], isScript: false, span }, ...others };
  const audit = { ...clean, entrypointFound: false };
  const [found] = auditDiagnostics(audit, plan, { ...settings, packages });
  expect(found?.help).toContain(help);
});

test('without a console script, the help names a module of the application', () => {
  const audit = {
    ...clean,
    distributions: [{ name: 'app', version: '1', scripts: [], modules: ['_c', 'shop'] }],
    scripts: [],
    entrypointFound: false,
  };
  const [found] = auditDiagnostics(audit, script, settings);
  expect(found?.help).toContain('`entrypoint_name: [python, -m, shop]`');
});

const tree = (to: string): Plan['trees'][number] => ({
  title: 'application files',
  parts: [{ origin: { from: 'context', path: '.', exclude: [] }, to }],
  importable: true,
});

test.each<[string, readonly string[], object, number]>([
  ['is looked for among scripts and commands', ['gunicorn', 'a:app'], {}, 1],
  ['may be a file of the application', ['./run.sh', 'a'], { trees: [tree('/home/grocker')] }, 0],
  [
    'may be in a directory of files that is on the PATH',
    ['run', 'a'],
    {
      trees: [tree('/srv/app')],
      image: { ...image, env: [{ name: 'PATH', value: '/srv/app/bin:/usr/bin' }] },
    },
    0,
  ],
  ['is no file of a directory elsewhere', ['run', 'a'], { trees: [tree('/home/grocker')] }, 1],
])('the first word of a command %s', (_, words, more, errors) => {
  const plan = { entrypoint: { command: words, isScript: false, span }, ...others, ...more };
  const found = auditDiagnostics({ ...clean, entrypointFound: false }, plan, settings);
  expect(found.map(({ code, span }) => [code, span?.start.line])).toEqual(
    errors === 0 ? [] : [['missing-entrypoint', 3]],
  );
});

test('a missing library is a warning, unless it may be missing', () => {
  const missingLibraries = [{ library: 'libSM.so.6', neededBy: ['/a.so', '/b.so'] }];
  const audit = { ...clean, missingLibraries };
  expect(auditDiagnostics(audit, script, { ...settings, allowMissing: ['libSM.so.6'] })).toEqual(
    [],
  );
  expect(auditDiagnostics(audit, script, settings)).toMatchObject([
    { code: 'missing-library', severity: 'warning' },
  ]);
});

test('a file of two packages is reported', () => {
  expect(
    auditDiagnostics({ ...clean, conflicts: ['/x/tests/__init__.py'] }, script, settings),
  ).toMatchObject([{ code: 'conflicting-file', severity: 'warning' }]);
});

test('many findings of a kind are summarised', () => {
  const many = Array.from({ length: 23 }, (_, index) => `lib${index}.so`);
  const audit = {
    ...clean,
    missingLibraries: many.map((library) => ({ library, neededBy: ['/a.so'] })),
    conflicts: many,
  };
  const found = auditDiagnostics(audit, script, settings);
  expect(found).toHaveLength(42);
  expect(found[20]?.message).toBe(
    '3 more libraries are not in the image: lib20.so, lib21.so, lib22.so',
  );
  expect(found[41]?.message).toBe(
    '3 more files belong to several packages: lib20.so, lib21.so, lib22.so',
  );
});

test('the modules of an application are its public ones', () => {
  expect(applicationModules(clean, 'app')).toEqual(['app']);
  expect(applicationModules(clean, 'stranger')).toEqual([]);
});

test('a package that replaces files of the environment is an error at its line', () => {
  const taken = [
    { file: 'pyvenv.cfg', of: 'liar' },
    { file: 'bin/activate', of: 'liar' },
    { file: 'lib64', of: null },
  ];
  const places = new Map([['liar', span]]);
  const found = auditDiagnostics({ ...clean, taken }, script, { ...settings, places });
  expect(found.filter(({ code }) => code === 'environment-file')).toMatchObject([
    {
      severity: 'error',
      message:
        'liar contains pyvenv.cfg, bin/activate, which would replace files of the virtual environment',
      span,
    },
    { message: 'a package contains lib64, which would replace files of the virtual environment' },
  ]);
});
