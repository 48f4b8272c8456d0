import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KINDS, runComparisons } from './comparison/run-comparisons.ts';
import { docker, engineOfEnvironment, type Engine } from './engine.ts';
import { FileMirror, MIRROR_PORT } from './file-mirror.ts';
import { measure } from './measure.ts';
import { writePages } from './pages.ts';
import { mergedResults, type Machine, type Results, type ScenarioResult } from './results.ts';
import { SCENARIOS } from './scenario.ts';
import { Workload } from './workload.ts';

const repository = join(import.meta.dirname, '..');
const state = join(repository, '.cache/bench');

/** Compares all sides and writes bench/results-ENGINE.json and its table in docs/benchmarks.md. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pages: { type: 'boolean', default: false },
      cold: { type: 'boolean', default: false },
      migrations: { type: 'boolean', default: false },
      heavy: { type: 'boolean', default: false },
      'time-line': { type: 'boolean', default: false },
      only: { type: 'string' },
      scenarios: { type: 'string', default: SCENARIOS.map(({ id }) => id).join() },
      runs: { type: 'string' },
      builder: { type: 'string' },
      patience: { type: 'string', default: '60' },
      settle: { type: 'string', default: '45' },
      'keep-page': { type: 'boolean', default: false },
    },
  });
  if (values.pages) {
    writePages(repository);
    return;
  }
  const chosen = SCENARIOS.filter(({ id }) => values.scenarios.split(',').includes(id));
  const engine = engineOfEnvironment(values.builder, Number(values.settle));
  const kind = KINDS.find((each) => values[each]);
  if (kind !== undefined) {
    const { only, 'keep-page': keepPage } = values;
    const settings = { repository, state, say, patience: Number(values.patience), keepPage };
    const chosenRuns = values.runs === undefined ? {} : { runs: Number(values.runs) };
    await runComparisons(kind, engine, await machine(engine), {
      ...settings,
      ...chosenRuns,
      ...(only !== undefined && { only: only.split(',') }),
    });
    return;
  }
  const mirror = await FileMirror.start(join(state, 'files'), MIRROR_PORT);
  try {
    const workload = new Workload(
      engine,
      mirror,
      join(repository, 'bench/app'),
      join(repository, 'bench/lock.Dockerfile'),
      state,
    );
    const series = `bench/${Date.now()}`;
    const logs = join(state, 'logs', values.builder ?? 'docker');
    const bench = { engine, workload, logs, patience: Number(values.patience), say };
    const scenarios: ScenarioResult[] = [];
    for (const scenario of chosen) {
      const runs = values.runs === undefined ? scenario.runs : Number(values.runs);
      scenarios.push(await measure(bench, { ...scenario, runs }, series));
    }
    const results: Results = {
      command: `npm run bench${values.builder === undefined ? '' : ' -- --builder buildkit'}`,
      machine: await machine(engine),
      packages: await workload.packageCount(),
      scenarios,
    };
    await writeFile(join(state, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
    if (!values['keep-page'])
      await publish(results, values.builder === undefined ? 'docker' : 'buildkit');
  } finally {
    mirror.stop();
  }
}

/** For a part, only its rows are new. */
async function publish(measured: Results, engine: 'docker' | 'buildkit'): Promise<void> {
  const file = `bench/results-${engine}.json`;
  const before = JSON.parse(await readFile(join(repository, file), 'utf8')) as Results;
  const ids = SCENARIOS.map(({ id }) => id);
  const results = mergedResults(before, measured, ids);
  await writeFile(join(repository, file), `${JSON.stringify(results, null, 2)}\n`);
  writePages(repository);
  say(`written: ${file}, and the pages of it`);
}

async function machine({ builder }: Engine): Promise<Machine> {
  const processors = cpus();
  const { stdout } = await docker('version', '--format', 'Docker Engine {{.Server.Version}}');
  const inspected = builder === undefined ? undefined : await docker('buildx', 'inspect', builder);
  const version = /BuildKit version:\s*(\S+)/.exec(inspected?.stdout ?? '')?.[1];
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    processors: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    engine: version === undefined ? stdout.trim() : `BuildKit ${version}`,
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
