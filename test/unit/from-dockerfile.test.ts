import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { COLD } from '../../bench/comparison/cold.ts';
import { HEAVY } from '../../bench/comparison/heavy.ts';
import { MIGRATIONS } from '../../bench/comparison/migrations.ts';
import { SourceText } from '../../src/diagnostics/source-text.ts';
import { lintFacts } from '../../src/rules/lint-facts.ts';
import { lint } from '../../src/rules/lint.ts';

const project = join(import.meta.dirname, '../..');
const text = (path: string) => readFileSync(join(project, path), 'utf8');
const page = text('docs/from-dockerfile.md');

/** The blocks of the page, by the path that stands above each. */
const blocks = [...page.matchAll(/^`(bench\/[^`]+)`\n\n```\w+\n([^]*?\n)```$/gm)].map(
  ([, path = '', body = '']) => [path, body] as const,
);

describe('docs/from-dockerfile.md', () => {
  test.each(blocks)('shows %s as it is', (path, body) => {
    expect(body).toBe(text(path));
  });

  test('shows both files of each directory, and every block is one of them', () => {
    const names = readdirSync(join(project, 'bench/migrations'));
    const expected = names.flatMap((name) =>
      ['Dockerfile', 'grocker.yml'].map((file) => `bench/migrations/${name}/${file}`),
    );
    const shown = blocks.map(([path]) => path);
    expect(names).toHaveLength(10);
    expect(shown).toEqual(expect.arrayContaining(expected));
    const fences = [...page.matchAll(/^```\w+$/gm)].length;
    expect(fences - blocks.length).toBe([...page.matchAll(/^```sh$/gm)].length);
  });
});

describe('directories that the bench compares', () => {
  const comparisons = [...MIGRATIONS, ...HEAVY, ...COLD];

  test('include every directory of bench/migrations', () => {
    const names = readdirSync(join(project, 'bench/migrations'));
    const directories = comparisons.map(({ directory }) => directory);
    expect(directories).toEqual(
      expect.arrayContaining(names.map((name) => `bench/migrations/${name}`)),
    );
  });

  test.each(comparisons)('$directory has its files', ({ directory, sides, source, added }) => {
    for (const { file, bake } of sides) {
      expect(text(file.startsWith('/') ? file.slice(1) : join(directory, file))).not.toBe('');
      if (bake !== undefined) expect(text(join(directory, bake))).toContain(file);
    }
    if (source !== undefined) expect(text(join(directory, source))).toMatch(/revision 0/);
    if (added !== undefined) expect(text(join(directory, added, 'uv.lock'))).toContain('humanize');
  });

  test.each(comparisons.filter(({ id }) => id !== 'app'))(
    '$directory/grocker.yml has no findings',
    ({ directory }) => {
      const source = new SourceText('grocker.yml', text(join(directory, 'grocker.yml')));
      const namesIn = (path: string) => {
        const found = join(project, directory, path);
        const isDirectory = statSync(found, { throwIfNoEntry: false })?.isDirectory() ?? false;
        return isDirectory ? readdirSync(found) : [];
      };
      const [only] = lint(source, (spec) => lintFacts(spec, namesIn));
      // Its release is as old as the comparison wants it.
      if (directory === 'bench/cold/ipython5') expect(only?.code).toBe('no-lock');
      else expect(only).toBeUndefined();
    },
  );

  test.each([
    ['docs/from-dockerfile.md', 'migrations'],
    ['docs/heavy.md', 'heavy'],
    ['docs/benchmarks.md', 'cold'],
  ])('%s has a place for its table', (path, name) => {
    expect(text(path)).toMatch(new RegExp(`<!-- measured ${name}: start -->[^]+${name}: end -->`));
  });
});
