import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../../src');

/** The folders of src and its entries: each may import those before it, and no other. */
const ORDER: readonly string[] = [
  'diagnostics',
  'paths',
  'toml',
  'python',
  'llb',
  'lock',
  'spec',
  'options',
  'system',
  'rules',
  'plan',
  'graph',
  'result',
  'http2',
  'gateway',
  'inputs',
  'facts',
  'project',
  'init',
  'failures',
  'resolve',
  'targets',
  'build',
  'commands',
  'cli.ts',
  'requests',
  'frontend.ts',
  'snapshot',
  'frontend-snapshot.ts',
];

/** No import of a pure folder reaches the clock, the disk, the environment or a promise. */
const PURE = [
  ...['diagnostics', 'paths', 'toml', 'python', 'llb', 'lock', 'spec', 'options', 'system'],
  ...['rules', 'plan', 'graph', 'result'],
];

/** Folders that may import only these of the folders before them. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  llb: ['paths'],
  lock: ['diagnostics', 'paths', 'python', 'toml'],
  options: ['diagnostics', 'spec'],
  graph: ['diagnostics', 'llb', 'paths', 'plan'],
  result: ['diagnostics', 'options', 'paths', 'plan'],
  http2: [],
  gateway: ['diagnostics', 'http2', 'llb'],
};

/** Modules of the system that a pure folder may use: digests and nothing else. */
const PURE_MODULES = ['node:crypto'];

const IMPURE_WORDS =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\basync\b|\bawait\b/;

interface Import {
  readonly from: string;
  /** A file of src, or a module. */
  readonly to: string;
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: withoutComments(readFileSync(join(SRC, file), 'utf8')) }));

/** Types too: what a reader has to know first is the same. */
const imports: readonly Import[] = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier = '']) => ({
    from: file,
    to: specifier.startsWith('.') ? relative(SRC, join(SRC, dirname(file), specifier)) : specifier,
  })),
);
const own = imports.filter(({ to }) => sources.some(({ file }) => file === to));

test('every folder and every file of src itself has its place in the order', () => {
  const folders = [...new Set(sources.map(({ file }) => folderOf(file)))];
  expect(folders.sort()).toEqual([...ORDER].sort());
});

test('every imported file exists', () => {
  const outside = imports.filter(
    ({ to }) => to.endsWith('.ts') && !own.some((each) => each.to === to),
  );
  expect(outside).toEqual([]);
});

test('no import goes against the order of the folders', () => {
  const against = own.filter(
    ({ from, to }) => ORDER.indexOf(folderOf(to)) > ORDER.indexOf(folderOf(from)),
  );
  expect(against.map(arrow)).toEqual([]);
});

test.each(Object.keys(ONLY))('src/%s imports only what it may', (folder) => {
  const allowed = [folder, ...(ONLY[folder] ?? [])];
  const wrong = own.filter(
    ({ from, to }) => folderOf(from) === folder && !allowed.includes(folderOf(to)),
  );
  expect(wrong.map(arrow)).toEqual([]);
});

test('no files import each other in a circle', () => {
  expect(circles(own)).toEqual([]);
});

test('a circle is found', () => {
  const arrows = ['a b', 'b c', 'c b', 'c d'].map((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return { from, to };
  });
  expect(circles(arrows)).toEqual([['b', 'c']]);
});

describe.each(PURE)('src/%s', (folder) => {
  test('is pure', () => {
    const modules = imports
      .filter(({ from, to }) => folderOf(from) === folder && to.startsWith('node:'))
      .filter(({ to }) => !PURE_MODULES.includes(to))
      .map(arrow);
    const words = sources
      .filter(({ file }) => folderOf(file) === folder)
      .filter(({ text }) => IMPURE_WORDS.test(text))
      .map(({ file, text }) => `${file}: ${IMPURE_WORDS.exec(text)?.[0] ?? ''}`);
    expect([...modules, ...words]).toEqual([]);
  });

  test('imports only pure folders', () => {
    const wrong = own.filter(
      ({ from, to }) => folderOf(from) === folder && !PURE.includes(folderOf(to)),
    );
    expect(wrong.map(arrow)).toEqual([]);
  });
});

test('llb does not mention Python', () => {
  const told = sources
    .filter(({ file }) => folderOf(file) === 'llb')
    .filter(({ text }) => /\b(wheels?|pip|python)\b/i.test(text))
    .map(({ file }) => file);
  expect(told).toEqual([]);
});

/** The folder of a file, or an entry itself. */
function folderOf(file: string): string {
  return file.split('/')[0] ?? file;
}

function arrow({ from, to }: Import): string {
  return `${from} imports ${to}`;
}

/** The files that reach themselves, in groups that reach each other. */
function circles(arrows: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of arrows) targets.set(from, [...(targets.get(from) ?? []), to]);
  const reached = (from: string) => {
    const found = new Set<string>();
    const open = [from];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      for (const to of targets.get(file) ?? []) {
        if (!found.has(to)) open.push(to);
        found.add(to);
      }
    }
    return found;
  };
  const reach = new Map([...targets.keys()].map((file) => [file, reached(file)]));
  const groups = [...reach]
    .filter(([file, found]) => found.has(file))
    .map(([file, found]) => [...found].filter((other) => reach.get(other)?.has(file)).sort());
  return [...new Map(groups.map((group) => [group.join(' '), group])).values()];
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*$/gm, '');
}
