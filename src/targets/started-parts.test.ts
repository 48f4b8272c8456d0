import { expect, test } from 'vitest';
import { INFERRED_NAME } from '../init/complete-definition.ts';
import type { Planned } from './planned.ts';
import { startedParts } from './started-parts.ts';

type Audited = Awaited<Parameters<typeof startedParts>[2]>;
type Parsed = Awaited<Parameters<typeof startedParts>[3]>;

const source = { importable: true, parts: [{ to: '/home/grocker' }] };
const missing = { modules: [null], paths: ['main.py', 'orders/main.py'] };
const span = { file: 'grocker.yml', start: { line: 2, column: 1 }, end: { line: 2, column: 9 } };

interface Situation {
  readonly command: string;
  readonly plan?: object;
  readonly image?: object;
  readonly spec?: object;
  readonly installed?: readonly string[];
  /** The file of the module in a package of the application itself. */
  readonly file?: Audited['started'][number]['file'];
  readonly started?: Parsed['started'];
  readonly procfile?: string;
}

/** Severity, place and message of what is found. */
async function found(situation: Situation) {
  const { command, plan, image, spec, installed = [], file, started, procfile } = situation;
  const words = command.split(' ');
  const planned = {
    plan: {
      trees: [source],
      steps: [],
      entrypoint: { command: words, span },
      image: { env: [], cmd: [], workdir: '/home/grocker', volumes: [], ...image },
      ...plan,
    },
    spec: {
      file: 'grocker.yml',
      runtime: { known: {} },
      image: { entrypoint: { value: words, span }, cmd: [] },
      ...spec,
    },
  } as unknown as Planned;
  const module = /[\w.]+$/.exec(command.replace(/:.*$/, ''))?.[0] ?? '';
  const beside = installed.filter((each) => each.split('.')[0] === module.split('.')[0]);
  const audit = {
    distributions: [{ modules: ['shop'] }],
    started: [{ module, isThere: installed.includes(module), beside, ...(file && { file }) }],
  } as unknown as Audited;
  const parsed = { mistakes: [], imports: [], ...(started && { started }) };
  const findings = await startedParts(
    { files: () => Promise.resolve(procfile === undefined ? {} : { Procfile: procfile }) },
    planned,
    Promise.resolve(audit),
    Promise.resolve(parsed),
  );
  return findings.map(
    (each) =>
      `${each.severity} ${each.span?.file ?? ''}:${each.span?.start.line ?? 0} ${each.message.replace(/ ·.*/, '')}`,
  );
}

test('a module that neither the files nor a package has', async () => {
  const expected = ['error grocker.yml:2 the application has no module orders.mian'];
  expect(await found({ command: 'uvicorn orders.mian:app', started: missing })).toEqual(expected);
});

test('a module of a package', async () => {
  const command = 'uvicorn shop.web:app';
  expect(await found({ command, started: missing, installed: ['shop.web'] })).toEqual([]);
  expect(await found({ command, started: missing, installed: ['shop.wsgi'] })).toEqual([
    'error grocker.yml:2 no installed package has the module shop.web',
  ]);
});

test.each<[string, Omit<Situation, 'command' | 'started'>]>([
  [
    'another tree',
    { plan: { trees: [source, { importable: false, parts: [{ to: '/a/orders' }] }] } },
  ],
  ['a step', { plan: { steps: [{ output: '/home/grocker/orders/' }] } }],
  ['a volume', { image: { volumes: ['/home/grocker'] } }],
])('a module that %s may bring', async (_, situation) => {
  expect(
    await found({ command: 'uvicorn orders.mian:app', started: missing, ...situation }),
  ).toEqual([]);
});

test('a base image of somebody may have files', async () => {
  const spec = { runtime: {} };
  const expected = ['warning grocker.yml:2 the application has no file mian.py'];
  expect(await found({ command: 'python mian.py', started: missing, spec })).toEqual(expected);
});

test('a packaged application has no files', async () => {
  const plan = { trees: [] };
  expect(await found({ command: 'python manage.py', plan })).toEqual([
    'error grocker.yml:2 the image has no file manage.py: the project is installed as a package',
  ]);
  expect(await found({ command: 'python -m shop', plan, installed: ['shop'] })).toEqual([]);
  expect(await found({ command: 'python -m shpo', plan, installed: ['shop'] })).toEqual([
    'error grocker.yml:2 no installed package has the module shpo',
  ]);
});

const web = { path: 'shop/web.py', names: ['app', 'db'], open: false };

test('an object of a module of the installed application', async () => {
  const installed = ['shop.web'];
  const told = (command: string, more: Omit<Situation, 'command'> = {}) =>
    found({ command, plan: { trees: [] }, installed, file: web, ...more });
  expect(await told('uvicorn shop.web:app')).toEqual([]);
  expect(await told('uvicorn shop.web:ap')).toEqual([
    'error grocker.yml:2 shop/web.py has no `ap`, which "shop.web:ap" starts',
  ]);
  // The object that a server takes if none is named.
  expect(await told('gunicorn shop.web')).toHaveLength(1);
  expect(await told('uvicorn shop.web:ap', { plan: {}, started: missing })).toHaveLength(1);
  expect(await told('python -m shop.web')).toEqual([]);
  expect(await told('celery -A shop.web worker')).toEqual([]);
});

test.each<[string, Omit<Situation, 'command'>]>([
  ['a file that may have more names', { file: { ...web, open: true } }],
  ['a package of others', {}],
  [
    'other files, which may be in front',
    {
      file: web,
      plan: { trees: [{ importable: false, parts: [{ to: '/home/grocker/conf' }] }] },
      image: { cmd: ['--chdir', 'conf'] },
    },
  ],
])('nothing is said of an object of %s', async (_, situation) => {
  const command = 'gunicorn shop.web:ap';
  expect(
    await found({ command, plan: { trees: [] }, installed: ['shop.web'], ...situation }),
  ).toEqual([]);
});

test('a word of `cmd` is wrong at its own place', async () => {
  const at = { ...span, start: { line: 5, column: 7 } };
  const words = [
    { value: '--reload', span },
    { value: 'orders.mian:app', span: at },
  ];
  const planned = {
    command: 'uvicorn orders.mian:app',
    started: missing,
    plan: { entrypoint: { command: ['uvicorn'], span } },
    image: { cmd: words.map(({ value }) => value) },
    spec: {
      runtime: { known: {} },
      image: { entrypoint: { value: ['uvicorn'], span }, cmd: words },
    },
  };
  expect(await found(planned)).toEqual([
    'error grocker.yml:5 the application has no module orders.mian',
  ]);
  const spec = {
    image: { entrypoint: { value: ['uvicorn', 'orders.mian:app'], span }, cmd: words },
  };
  expect((await found({ ...planned, spec }))[0]).toMatch(/^error grocker\.yml:2 /);
});

test('a command that was inferred is wrong where it was written', async () => {
  const procfile = 'release: true\nweb: uvicorn orders.mian:app\n';
  const command = 'uvicorn orders.mian:app';
  const inferred = {
    command,
    started: missing,
    procfile,
    spec: { file: INFERRED_NAME, runtime: { known: {} } },
  };
  expect((await found(inferred))[0]).toMatch(/^error Procfile:2 /);
  expect((await found({ ...inferred, spec: {} }))[0]).toMatch(/^error grocker\.yml:2 /);
});
