import { readFile, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesPrefix, publicIndex } from '../../test/support/files-prefix.ts';
import type { Engine } from '../engine.ts';
import { FileMirror, MIRROR_PORT } from '../file-mirror.ts';
import { writePages } from '../pages.ts';
import type { Machine } from '../results.ts';
import { runTimeLines } from '../time-line/run-time-lines.ts';
import { Workload } from '../workload.ts';
import { BaseImages } from './base-images.ts';
import { COLD } from './cold.ts';
import { compare, type ComparisonBench } from './compare.ts';
import { CompanyIndex } from './company-index.ts';
import type { Comparison } from './comparison.ts';
import { comparisonTable } from './comparison-report.ts';
import {
  mergedComparisons,
  type ComparisonResult,
  type ComparisonResults,
} from './comparison-results.ts';
import { HEAVY, type NeededDisk } from './heavy.ts';
import { MIGRATIONS } from './migrations.ts';
import { Place } from './place.ts';

export const KINDS = ['cold', 'migrations', 'heavy', 'time-line'] as const;
export type Kind = (typeof KINDS)[number];

/** A fixed port: it is part of urls in requirements, and so of cache keys of an engine. */
const COMPANY_PORT = 5088;

const RUNS = 5;

const GIGABYTE = 1e9;
const USUAL_DISK: NeededDisk = { first: 5 * GIGABYTE, further: 0 };

interface Catalogue {
  readonly comparisons: readonly (Comparison & { readonly disk?: NeededDisk })[];
  /** Those that are built unless others are named. */
  readonly usual: readonly string[];
  readonly page: string;
}

const ids = (comparisons: readonly Comparison[]) => comparisons.map(({ id }) => id);

const CATALOGUES: Readonly<Record<Kind, Catalogue>> = {
  cold: { comparisons: COLD, usual: ids(COLD), page: 'docs/benchmarks.md' },
  migrations: { comparisons: MIGRATIONS, usual: ids(MIGRATIONS), page: 'docs/from-dockerfile.md' },
  heavy: { comparisons: HEAVY, usual: ['torch'], page: 'docs/heavy.md' },
  'time-line': { comparisons: COLD, usual: ids(COLD), page: 'docs/benchmarks.md' },
};

export interface ComparisonSettings {
  readonly repository: string;
  /** The directory for contexts, files and logs. */
  readonly state: string;
  readonly only?: readonly string[];
  readonly runs?: number;
  readonly patience: number;
  readonly keepPage: boolean;
  readonly say: (line: string) => void;
}

/** Compares all applications of a kind, and writes bench/results-KIND.json and the table of its page. */
export async function runComparisons(
  kind: Kind,
  engine: Engine,
  machine: Machine,
  settings: ComparisonSettings,
): Promise<void> {
  const { repository, state, runs = RUNS, say } = settings;
  const { comparisons, usual, page } = CATALOGUES[kind];
  const only = settings.only ?? usual;
  const chosen = comparisons.filter(({ id }) => only.includes(id));
  if (chosen.length === 0) throw new Error(`--only takes names of ${ids(comparisons).join(', ')}`);
  const needed = chosen.map(({ disk = USUAL_DISK }) => disk.first + (runs - 1) * disk.further);
  await requireDisk(state, Math.max(...needed), say);

  const mirror = await FileMirror.start(join(state, 'files'), MIRROR_PORT);
  const company = await CompanyIndex.start(
    join(repository, 'bench/migrations/private-index/index'),
    join(state, 'company'),
    COMPANY_PORT,
  );
  try {
    const bench = comparisonBench(kind, engine, mirror, company, settings);
    if (kind === 'time-line') {
      await runTimeLines(
        bench,
        chosen,
        machine,
        settings.keepPage ? undefined : join(repository, page),
      );
      return;
    }
    const failed: string[] = [];
    const measured: ComparisonResult[] = [];
    const command = `npm run bench -- --${kind}`;
    for (const each of chosen) {
      try {
        measured.push(await compare(bench, each, `bench/${Date.now()}`));
      } catch (error) {
        // One failed build does not discard hours of others.
        say(`${each.id}: ${String(error)}`);
        failed.push(each.id);
        continue;
      }
      const results = { command, machine, comparisons: measured };
      await writeFile(join(state, `results-${kind}.json`), `${JSON.stringify(results, null, 2)}\n`);
      if (!settings.keepPage) await publish(repository, kind, results, ids(comparisons));
    }
    if (measured.length > 0) say(comparisonTable({ command, machine, comparisons: measured }));
    if (failed.length > 0) throw new Error(`failed: ${failed.join(', ')}`);
  } finally {
    company.stop();
    mirror.stop();
  }
}

async function requireDisk(
  state: string,
  needed: number,
  say: (line: string) => void,
): Promise<void> {
  const { bavail, bsize } = await statfs(state);
  const [gigabytes, free] = [needed, bavail * bsize].map((each) => (each / GIGABYTE).toFixed(0));
  say(`This needs ${gigabytes} GB of disk in ${state}, where ${free} GB are free.`);
  if (bavail * bsize < needed) throw new Error(`less than ${gigabytes} GB are free`);
}

function comparisonBench(
  kind: Kind,
  engine: Engine,
  mirror: FileMirror,
  company: CompanyIndex,
  { repository, state, patience, runs = RUNS, say }: ComparisonSettings,
): ComparisonBench {
  const hosts = { files: filesPrefix(), index: publicIndex(), company: company.url };
  const application = join(repository, 'bench/app');
  const locker = join(repository, 'bench/lock.Dockerfile');
  const workload = new Workload(engine, mirror, application, locker, state);
  return {
    engine,
    repository,
    images: new BaseImages(engine.caBundle, state),
    place: ({ id, mirrored }, { name }) =>
      new Place(
        join(state, 'contexts', `${id}-${name}`),
        hosts,
        mirrored === true ? mirror : undefined,
      ),
    reset: async ({ directory }, place) => {
      const path = join(repository, directory);
      if (path === application) {
        // The lock of this one is not committed.
        await workload.reset('packaged');
        await place.reset(workload.context);
      } else {
        await place.reset(path);
      }
    },
    secrets: kind === 'migrations' ? company.secrets : [],
    logs: join(state, 'logs', kind),
    patience,
    runs,
    say,
  };
}

async function publish(
  repository: string,
  kind: Kind,
  measured: ComparisonResults,
  order: readonly string[],
): Promise<void> {
  const file = join(repository, `bench/results-${kind}.json`);
  const before = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as ComparisonResults,
    () => undefined,
  );
  const results = mergedComparisons(before, measured, order);
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
  writePages(repository);
}
