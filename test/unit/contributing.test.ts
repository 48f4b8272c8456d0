import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const project = join(import.meta.dirname, '../..');
const text = (path: string) => readFileSync(join(project, path), 'utf8');

/** Files of the program, the tables that tests keep, and the one table of a page that is written by hand. */
const sources = [
  'docs/rules/README.md',
  ...['src', 'test/support'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file}`)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')),
  ),
];

interface Example {
  /** How a file names the example. */
  readonly naming: RegExp;
  /** Its own files, which a newcomer writes anew. */
  readonly own: RegExp;
}

/** By the first cell of a row: something that is there already, of the kind that is added. */
const examples: Readonly<Record<string, Example>> = {
  'a lock format': {
    naming: /\bpdmFormat\b|lockReader\(\s*'pdm'/,
    own: /^src\/lock\/formats\/pdm\//,
  },
  'a lint rule': { naming: /mirror-slash/, own: /^src\/rules\/mirror-slash\.ts$/ },
  'a target': {
    naming: /from '(?:\.|\.\.\/targets)\/check\.ts';[^]*buildTarget|^ {4}name: 'check',$/m,
    own: /^src\/targets\/check\.ts$/,
  },
  'a diagnostic code': { naming: /'base-image-user'/, own: /^$/ },
  'a step that answers': {
    naming: /\breleaseMetadata\b/,
    own: /^src\/(?:graph\/release-metadata|resolve\/(?:suitable-runtime|released-wheels))\.ts$/,
  },
  'a key of grocker.yml': { naming: /\bsetuid\b/, own: /^$/ },
  // The tag of a wheel for musl is no family of a system.
  'a system family': { naming: /'alpine'/, own: /^src\/(?:system|lock)\// },
};

/** The rows of the table of a page, below its heading. */
function rows(page: string, heading: string): readonly (readonly string[])[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('|--'))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('CONTRIBUTING.md', () => {
  const table = rows(text('CONTRIBUTING.md'), 'Where a change goes');

  test('has a row for each example', () => {
    expect(table.map(([kind]) => kind).sort()).toEqual(Object.keys(examples).sort());
  });

  test.each(table.map(([kind = '', , files = '']) => [kind, files] as const))(
    '%s: the files that name it',
    (kind, files) => {
      const example = examples[kind];
      if (example === undefined) throw new Error(`no example of ${kind}`);
      const naming = sources.filter(
        (file) => !example.own.test(file) && example.naming.test(text(file)),
      );
      const listed = [...files.matchAll(/`([^`]+)`/g)].map(([, file]) => file);
      expect(listed.sort(), `the row "${kind}" of CONTRIBUTING.md lists other files`).toEqual(
        naming.sort(),
      );
      const counts = [...files.matchAll(/\b(\d+)\b/g)].map(([, count]) => Number(count));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(naming.length);
    },
  );
});

describe('docs/architecture.md', () => {
  const page = text('docs/architecture.md');
  const questions = rows(page, 'Where to find it');

  test('answers at least ten questions at its end, each with a file', () => {
    expect(page.lastIndexOf('\n## ')).toBe(page.indexOf('\n## Where to find it'));
    expect(questions.length).toBeGreaterThanOrEqual(10);
    const withoutFile = questions.filter(([, answer = '']) => !/\.ts\b/.test(answer));
    expect(withoutFile).toEqual([]);
  });

  test('names files and folders that exist', () => {
    const names = [...page.matchAll(/\b(?:src|steps|test|bench|scripts)\/[\w./-]*\w/g)];
    const paths = [...new Set(names.map(([path]) => path))];
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !existsSync(join(project, path)))).toEqual([]);
  });

  test('names every folder of src', () => {
    const folders = readdirSync(join(project, 'src'));
    expect(folders.filter((name) => !new RegExp(`\\b${name}\\b`).test(page))).toEqual([]);
  });
});

test('files are small: at most 330 lines, and 60 in the middle, but for tables and what is generated', () => {
  const tables = ['src/failures/debian-packages.ts'];
  const lengths = sources
    .filter((file) => file.startsWith('src/') && !file.includes('/wire/messages'))
    .filter((file) => !tables.includes(file))
    .map((file) => ({ file, lines: text(file).split('\n').length - 1 }))
    .toSorted((a, b) => a.lines - b.lines);
  expect(lengths.filter(({ lines }) => lines > 330)).toEqual([]);
  expect(lengths[lengths.length >> 1]?.lines).toBeLessThanOrEqual(60);
});
