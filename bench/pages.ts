import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComparisonResults } from './comparison/comparison-results.ts';
import { comparisonTable } from './comparison/comparison-report.ts';
import { withMarkedPart } from './marked-part.ts';
import { readmeTable } from './readme-table.ts';
import { withResults } from './report.ts';
import type { Results } from './results.ts';

/** The pages with tables of figures, each as the files of results have it, by path. */
export function pagesOfResults(repository: string): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  const page = (path: string) =>
    pages.get(path) ?? readFileSync(join(repository, path), 'utf8').replaceAll('\r\n', '\n');
  const results = (name: string): unknown => {
    const path = join(repository, `bench/results-${name}.json`);
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  };
  const comparison = (name: string) => results(name) as ComparisonResults | undefined;

  const docker = results('docker') as Results;
  const buildkit = results('buildkit') as Results;
  const heavy = comparison('heavy');
  pages.set('docs/benchmarks.md', withResults(page('docs/benchmarks.md'), docker, 'docker'));
  pages.set('docs/benchmarks.md', withResults(page('docs/benchmarks.md'), buildkit, 'buildkit'));
  pages.set('README.md', withMarkedPart(page('README.md'), 'all', readmeTable(docker, heavy)));
  for (const [name, path] of [
    ['cold', 'docs/benchmarks.md'],
    ['migrations', 'docs/from-dockerfile.md'],
    ['heavy', 'docs/heavy.md'],
  ] as const) {
    const measured = comparison(name);
    if (measured !== undefined)
      pages.set(path, withMarkedPart(page(path), name, comparisonTable(measured)));
  }
  return pages;
}

export function writePages(repository: string): void {
  for (const [path, text] of pagesOfResults(repository))
    writeFileSync(join(repository, path), text);
}
