import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { docker, engineOfEnvironment } from '../engine.ts';
import { APPLICATIONS, WAYS } from './applications.ts';
import { SizedBuilds } from './build.ts';
import { imageSize, type ImageSize } from './image.ts';
import { sizePlot, withSizes } from './page.ts';

const repository = join(import.meta.dirname, '../..');
const state = join(repository, '.cache/bench/sizes');

/** Measures images of every application, each way, and writes bench/sizes.json and the table and plot of docs/size.md. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'boolean' },
      applications: { type: 'string', default: APPLICATIONS.map(({ name }) => name).join() },
    },
  });
  const chosen = values.applications.split(',');
  const engine = engineOfEnvironment(undefined);
  await mkdir(state, { recursive: true });
  const builds = new SizedBuilds(engine, repository, join(state, 'context'));
  const file = join(repository, 'bench/sizes.json');
  const sizes = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<
    string,
    Record<string, ImageSize>
  >;
  for (const application of APPLICATIONS.filter(({ name }) => chosen.includes(name))) {
    const found: Record<string, ImageSize> = {};
    for (const way of WAYS) {
      const name = await builds.build(application, way);
      const size = await imageSize(engine.registry, name);
      found[way.id] = size;
      process.stdout.write(`${name}: ${JSON.stringify(size)}\n`);
    }
    sizes[application.name] = found;
    await writeFile(file, `${JSON.stringify(sizes, null, 2)}\n`);
    for (const { id } of WAYS) {
      const name = `sizes/${application.name.replaceAll('/', '-')}:${id}`;
      await docker('image', 'rm', '--force', `${engine.registry}/${name}`);
    }
  }
  const page = join(repository, 'docs/size.md');
  const day = new Date().toISOString().slice(0, 10);
  await writeFile(page, withSizes(await readFile(page, 'utf8'), sizes, day));
  await writeFile(join(repository, 'docs/size.svg'), sizePlot(sizes));
}

await main();
