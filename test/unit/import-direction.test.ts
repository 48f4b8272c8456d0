import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../../src');

/** What each folder of src may import of the project, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  paths: [],
  toml: ['diagnostics'],
  llb: ['paths'],
  python: ['diagnostics', 'toml'],
  options: ['diagnostics', 'python'],
  spec: ['diagnostics', 'python'],
  lock: ['diagnostics', 'paths', 'python', 'toml'],
  system: ['diagnostics', 'python', 'toml'],
  rules: ['diagnostics', 'paths', 'python', 'spec', 'lock'],
  plan: ['diagnostics', 'paths', 'python', 'options', 'spec', 'lock', 'system', 'toml'],
  graph: ['diagnostics', 'plan', 'llb'],
  result: ['diagnostics', 'options', 'plan'],
};

const PURE = Object.keys(MAY_IMPORT);

/** Modules of the system that a pure folder may use: digests and nothing else. */
const PURE_MODULES = ['node:crypto'];

const IMPURE_WORDS =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\basync\b|\bawait\b/;

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }));

const imports: readonly Import[] = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'/gms)].map((match) => ({
    file,
    folder: folderOf(file),
    specifier: match[2] ?? '',
    typeOnly: match[1] !== undefined,
  })),
);

describe.each(PURE)('src/%s', (folder) => {
  test('imports only what it may', () => {
    const allowed = [folder, ...(MAY_IMPORT[folder] ?? [])];
    const wrong = imports
      .filter((each) => each.folder === folder && each.specifier.startsWith('.'))
      .filter((each) => !allowed.includes(target(each)))
      .map(({ file, specifier }) => `${file} imports ${specifier}`);
    expect(wrong).toEqual([]);
  });

  test('is pure', () => {
    const modules = imports
      .filter((each) => each.folder === folder && each.specifier.startsWith('node:'))
      .filter(({ specifier }) => !PURE_MODULES.includes(specifier))
      .map(({ file, specifier }) => `${file} imports ${specifier}`);
    const words = sources
      .filter(({ file }) => folderOf(file) === folder)
      .filter(({ text }) => IMPURE_WORDS.test(withoutComments(text)))
      .map(({ file, text }) => `${file}: ${IMPURE_WORDS.exec(withoutComments(text))?.[0] ?? ''}`);
    expect([...modules, ...words]).toEqual([]);
  });
});

test('every folder of src has its rule or belongs to the shell', () => {
  const shell = [
    'build',
    'commands',
    'facts',
    'failures',
    'gateway',
    'http2',
    'inputs',
    'project',
    'requests',
    'resolve',
    'snapshot',
    'targets',
  ];
  const folders = [...new Set(sources.map(({ file }) => folderOf(file)))].filter(
    (folder) => folder !== '.',
  );
  expect(folders.filter((folder) => ![...PURE, ...shell].includes(folder))).toEqual([]);
});

test('llb knows no word of Python', () => {
  const told = sources
    .filter(({ file }) => folderOf(file) === 'llb')
    .filter(({ text }) => /\b(wheels?|pip|python)\b/i.test(text))
    .map(({ file }) => file);
  expect(told).toEqual([]);
});

function folderOf(file: string): string {
  const [first = '.', ...rest] = file.split('/');
  return rest.length === 0 ? '.' : first;
}

function target({ file, specifier }: Import): string {
  return folderOf(relative(SRC, join(SRC, dirname(file), specifier)));
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*$/gm, '');
}
