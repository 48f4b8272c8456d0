import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { runSteps } from '../support/run-steps.ts';

let out = '';

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(out, { recursive: true });
});

const venv = '/home/app/app.venv';
const packages = `${venv}/lib/python3.13/site-packages`;

function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(out + path), { recursive: true });
    writeFileSync(out + path, content);
  }
}

/** The report of steps/install.py for a tree with these files. */
function reported(
  files: Readonly<Record<string, string | Buffer>>,
  isOwn = false,
): Promise<unknown> {
  write(files);
  const lines = [
    'import install, json, sys',
    'out, venv, own = sys.argv[1:]',
    'print(json.dumps(install.report(out + venv, out, own == "true")))',
  ];
  return runSteps(lines, out, venv, String(isOwn));
}

test('distributions are those of site-packages, not files within packages', async () => {
  const info = (name: string) => ({
    [`${name}-1.0.dist-info/METADATA`]: `Name: ${name}\nVersion: 1.0\n`,
    [`${name}-1.0.dist-info/entry_points.txt`]: `[console_scripts]\n${name} = ${name}:main\n`,
  });
  const below = (directory: string, files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${directory}/${path}`, text]));
  const found = await reported({
    ...below(packages, info('pure')),
    ...below(`${venv}/lib64/python3.13/site-packages`, info('compiled')),
    ...below(`${packages}/pure/_vendor`, info('wheel')),
    ...below(`${venv}/share/lib/python3.13/site-packages`, info('shared')),
    [`${packages}/pure/tests/nameless.dist-info/METADATA`]: 'Metadata-Version: 2.1\n',
  });
  const distribution = (name: string) => ({ name, version: '1.0', scripts: [name], modules: [] });
  expect(found).toMatchObject({ distributions: ['pure', 'compiled'].map(distribution) });
});

test('modules are packages, files and extension modules, and no other libraries', async () => {
  const record = [
    ...['shop/__init__.py', 'one.py', 'two.cpython-313-x86_64-linux-gnu.so', 'three.abi3.so'],
    ...['libfour.so', 'five.pth', 'six-1.0.data/a.txt', '__pycache__/one.cpython-313.pyc'],
  ];
  expect(
    await reported({
      [`${packages}/shop-1.0.dist-info/METADATA`]: 'Name: shop\nVersion: 1.0\n',
      [`${packages}/shop-1.0.dist-info/RECORD`]: record.map((path) => `${path},,\n`).join(''),
    }),
  ).toMatchObject({ distributions: [{ modules: ['one', 'shop', 'three', 'two'] }] });
});

test.each([
  ['import pkg_resources\n', 'setuptools>=3.0', 'shop/util.py'],
  ['a = 1\nfrom pkg_resources import iter_entry_points\n', 'Setuptools', 'shop/util.py'],
  ['try:\n    import pkg_resources\nexcept ImportError:\n    pass\n', 'setuptools', undefined],
  ['import pkg_resources_of_ours\n', 'setuptools', undefined],
  ['import pkg_resources\n', 'setuptools-scm', undefined],
])('a package imports pkg_resources: %j with %s', async (text, requirement, module) => {
  const metadata = `Name: shop\nVersion: 1.0\nRequires-Dist: ${requirement}\n`;
  const found = (await reported({
    [`${packages}/shop-1.0.dist-info/METADATA`]: metadata,
    [`${packages}/shop-1.0.dist-info/RECORD`]: 'shop/util.py,,\nshop/gone.py,,\n',
    [`${packages}/shop/util.py`]: text,
  })) as { distributions: { resources?: string }[] };
  expect(found.distributions.map(({ resources }) => resources)).toEqual([module]);
});

test('an old program that imports pkg_resources is not reported', async () => {
  const found = (await reported({
    [`${packages}/shop-1.0.dist-info/METADATA`]: 'Name: shop\nVersion: 1.0\n',
    [`${packages}/shop-1.0.dist-info/RECORD`]: 'shop.py,,\n',
    [`${packages}/shop-1.0.dist-info/entry_points.txt`]: '[console_scripts]\nshop = shop:run\n',
    [`${packages}/shop.py`]: 'import pkg_resources\n',
  })) as { distributions: { resources?: string }[] };
  expect(found.distributions.map(({ resources }) => resources)).toEqual(['shop.py']);
});

const gunicorn = { name: 'gunicorn', modules: ['gunicorn'], resources: 'gunicorn/util.py' };
const lacking = [{ name: 'gunicorn', module: 'gunicorn/util.py' }];

test.each([
  ['that requires setuptools', ['setuptools>=3.0'], 'python', ['setuptools'], lacking],
  ['that is started', [], 'gunicorn', ['setuptools'], lacking],
  ['that is not started', [], 'flask', ['setuptools'], []],
  ['with an extra for setuptools', ['setuptools; extra == "dev"'], null, ['setuptools'], []],
  ['with pkg_resources beside it', ['setuptools'], 'gunicorn', ['pkg_resources'], []],
])('a package %s lacks pkg_resources', async (_, requires, entrypoint, modules, expected) => {
  const distributions = [
    { ...gunicorn, requires, scripts: ['gunicorn'] },
    { name: 'other', modules, requires: [], scripts: [] },
  ];
  const lines = [
    'import audit, json, sys',
    'print(json.dumps(audit.without_resources(*json.loads(sys.argv[1]))))',
  ];
  expect(await runSteps(lines, JSON.stringify([distributions, entrypoint]))).toEqual(expected);
});

test('names of header fields have no case', async () => {
  const metadata = 'metadata-version: 2.1\nname: Some.Thing\nVERSION: 1.0\n';
  expect(await reported({ [`${packages}/a-1.0.dist-info/METADATA`]: metadata })).toMatchObject({
    distributions: [{ name: 'some-thing', version: '1.0' }],
  });
});

test('files are listed with the records of their packages', async () => {
  const info = (name: string, lines: readonly string[]) => ({
    [`${packages}/${name}-1.0.dist-info/RECORD`]: lines.map((line) => `${line}\n`).join(''),
  });
  const found = await reported({
    ...info('one', [
      '"a,b.txt",sha256=1234567890123456789012345,3',
      '../../../bin/run,sha256=run,1',
    ]),
    ...info('two', ['"a,b.txt",sha256=other,4', 'gone.txt,sha256=gone,1', 'unsaid.txt,,']),
    [`${packages}/a,b.txt`]: '',
    [`${packages}/unsaid.txt`]: '',
    [`${packages}/nobodys.txt`]: '',
    [`${venv}/bin/run`]: '',
  });
  expect(found).toMatchObject({
    files: {
      [`${packages}/a,b.txt`]: ['sha256=12345678901234567', 'sha256=other'],
      [`${packages}/unsaid.txt`]: [''],
      [`${packages}/nobodys.txt`]: [''],
      [`${venv}/bin/run`]: ['sha256=run'],
    },
  });
  expect(found).not.toHaveProperty(['files', `${packages}/gone.txt`]);
});

test('the report of own packages stays the same when one of their modules is edited', async () => {
  const info = `${packages}/shop-1.0.dist-info`;
  const built = (checksum: string) =>
    reported(
      {
        [`${info}/METADATA`]: 'Name: shop\nVersion: 1.0\n',
        [`${info}/RECORD`]: `shop/__init__.py,a,1\nshop/web.py,${checksum},1\nshop/web.js,b,1\n`,
        [`${packages}/shop/__init__.py`]: '',
        [`${packages}/shop/web.py`]: checksum,
        [`${packages}/shop/web.js`]: '',
      },
      true,
    );
  const before = await built('1');
  expect(await built('2')).toEqual(before);
  expect(before).toMatchObject({
    files: {
      [`${packages}/shop/__init__.py`]: ['a'],
      [`${packages}/shop/web.py`]: ['shop'],
      [`${packages}/shop/web.js`]: ['b'],
    },
  });
});

test('the names of modules that are started', async () => {
  write({
    [`${packages}/shop/__init__.py`]: 'from .web import app\n',
    [`${packages}/shop/web.py`]: 'app = db = 1\n',
    [`${packages}/shop/lazy.py`]: 'def __getattr__(name): ...\n',
    [`${packages}/shop/old.py`]: 'print "app"\n',
  });
  const modules = ['shop', 'shop.web', 'shop.lazy', 'shop.old', 'shop.wbe', 'other'];
  const lines = [
    'import install, json, sys',
    'print(json.dumps(install.started(json.loads(sys.argv[1]), sys.argv[2])))',
  ];
  expect(await runSteps(lines, JSON.stringify(modules), out + venv)).toEqual({
    shop: { path: 'shop/__init__.py', names: ['app', 'web', 'lazy', 'old', 'web'], open: false },
    'shop.web': { path: 'shop/web.py', names: ['app', 'db'], open: false },
    'shop.lazy': { path: 'shop/lazy.py', names: ['__getattr__'], open: true },
    'shop.old': { path: 'shop/old.py', names: [], open: true },
  });
});

test.each<
  [what: string, files: Readonly<Record<string, readonly string[]>>[], conflicts: string[]]
>([
  ['alike', [{ '/a': ['1'] }, { '/a': ['1'] }], []],
  ['that differ', [{ '/a': ['1'] }, { '/a': ['2'] }], ['/a']],
  ['that differ within a group', [{ '/a': ['1', '2'] }], ['/a']],
  ['that may differ', [{ '/a': [''] }, { '/a': [''] }], ['/a']],
  ['of one package each', [{ '/a': [''], '/b': ['1'] }, { '/c': ['1'] }], []],
])('conflicts of files %s', async (_, reports, conflicts) => {
  const lines = [
    'import audit, json, sys',
    'print(json.dumps(audit.conflicts(audit.claims(json.loads(sys.argv[1])))))',
  ];
  const all = JSON.stringify(reports.map((files) => ({ files })));
  expect(await runSteps(lines, all)).toEqual(conflicts);
});

test('missing interpreters of scripts are found, including programs of env', async () => {
  const interpreters = {
    '/venv/bin/own': ['/venv/bin/python'],
    '/venv/bin/there': ['/bin/sh', '-e'],
    '/venv/bin/none': ['/no/such/shell'],
    '/venv/bin/asked': ['/usr/bin/env', '-S', 'A=1', 'no-such-program', '-x'],
  };
  const lines = [
    'import audit, json, sys',
    'reports = [{"interpreters": json.loads(sys.argv[1])}]',
    'request = {"venv": "/venv", "path": "/usr/bin:/bin"}',
    'print(json.dumps(audit.missing_interpreters(reports, request, {"/venv/bin/python": []})))',
  ];
  expect(await runSteps(lines, JSON.stringify(interpreters))).toEqual([
    { program: '/no/such/shell', neededBy: ['/venv/bin/none'] },
    { program: 'no-such-program', neededBy: ['/venv/bin/asked'] },
  ]);
});

test('the first line of a script is read word by word', async () => {
  const script = '#! /usr/bin/env  -S python3 -I\nprint(1)\n';
  const found = await reported({ [`${venv}/bin/tool`]: script, [`${venv}/bin/binary`]: '\x7fELF' });
  expect(found).toMatchObject({
    interpreters: { [`${venv}/bin/tool`]: ['/usr/bin/env', '-S', 'python3', '-I'] },
  });
});

/** The segment of an ELF file of 64 bits that has this content (System V ABI, chapter 5). */
interface Segment {
  readonly kind: 'load' | 'dynamic';
  readonly address: number;
  readonly content: Buffer;
}

const words = (...values: readonly number[]) =>
  Buffer.concat(
    values.map((value) => {
      const word = Buffer.alloc(8);
      word.writeBigUInt64LE(BigInt(value));
      return word;
    }),
  );

function elf(...segments: readonly Segment[]): Buffer {
  const header = Buffer.alloc(64);
  header.write('\x7fELF\x02\x01', 'latin1');
  header.writeBigUInt64LE(64n, 32);
  header.writeUInt16LE(56, 54);
  header.writeUInt16LE(segments.length, 56);
  let offset = 64 + 56 * segments.length;
  const table = segments.map(({ kind, address, content }) => {
    const entry = words(0, offset, address, address, content.length, content.length, 8);
    entry.writeUInt32LE(kind === 'load' ? 1 : 2);
    offset += content.length;
    return entry;
  });
  return Buffer.concat([header, ...table, ...segments.map(({ content }) => content)]);
}

describe('required shared libraries', () => {
  const strings: Segment = {
    kind: 'load',
    address: 0x1000,
    content: Buffer.from('\0libfoo.so.1\0libown.so\0'),
  };
  // Tags: 1 needed, 5 string table, 14 soname.
  const dynamic = (...entries: readonly number[]): Segment => ({
    kind: 'dynamic',
    address: 0x2000,
    content: words(...entries),
  });
  const whole = elf(strings, dynamic(1, 1, 14, 13, 5, 0x1000, 0, 0));
  const outOfReach = Buffer.from(whole);
  outOfReach.fill(0xff, 32, 40);

  test.each<[what: string, file: Buffer, libraries: readonly object[]]>([
    ['of a library', whole, [{ needed: ['libfoo.so.1'], soname: 'libown.so' }]],
    ['of one without a dynamic section', elf(strings), []],
    ['of the symbols of one (objcopy --only-keep-debug)', elf(strings, dynamic()), []],
    ['of one whose strings are in no segment', elf(dynamic(1, 1, 5, 0x1000, 0, 0)), []],
    ['of one that ends too soon', whole.subarray(0, 150), []],
    ['of one whose segments are nowhere', outOfReach, []],
  ])('%s', async (_, file, libraries) => {
    const path = `${packages}/a.so`;
    const found = await reported({ [path]: file });
    expect(found).toMatchObject({ files: { [path]: [''] } });
    expect(found).toHaveProperty(
      'libraries',
      libraries.map((library) => ({ path, ...library })),
    );
  });

  test('a huge library is read in part', async () => {
    const path = `${packages}/a.so`;
    const file = elf({ kind: 'dynamic', address: 0, content: words(21, 1) });
    // Length of the segment in the file.
    file.writeBigUInt64LE(1_200_000_000n, 64 + 32);
    mkdirSync(dirname(out + path), { recursive: true });
    writeFileSync(out + path, file);
    truncateSync(out + path, 1_200_000_000);
    const lines = [
      'import elf_file, json, resource, sys',
      'resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000))',
      'print(json.dumps(elf_file.needed_libraries(sys.argv[1])))',
    ];
    expect(await runSteps(lines, out + path)).toBeNull();
  });
});
