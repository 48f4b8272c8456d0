import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bakeFile } from '../../src/commands/bake/bake-file.ts';
import { docker, engineOfEnvironment, forgetEverything, secretArguments } from '../engine.ts';
import { FileMirror } from '../file-mirror.ts';
import { quietMachine } from '../quiet.ts';
import { countRegistry } from './counted-registry.ts';
import { writeServices } from './repository.ts';

const MIRROR_PORT = 5078;
const COUNTED_PORT = 5077;
const state = join(import.meta.dirname, '../../.cache/bench');

interface Measured {
  readonly seconds: number;
  readonly sent: number;
}

/** Prints the cost of several services as a multiple of one: built one after another, and at once by bake. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      services: { type: 'string', default: '30' },
      builder: { type: 'string' },
      patience: { type: 'string', default: '60' },
    },
  });
  const engine = engineOfEnvironment(values.builder);
  const registry = await countRegistry(engine.registry, COUNTED_PORT);
  const context = join(state, 'services');
  const wheels = join(state, 'services-wheels');
  const mirror = await FileMirror.start(wheels, MIRROR_PORT);
  try {
    const names = await writeServices(Number(values.services), {
      ...{ context, wheels, files: `http://127.0.0.1:${MIRROR_PORT}` },
    });
    const series = `bench/services-${Date.now()}`;
    const builder = ['--builder', values.builder ?? 'default'];
    const image = (way: string, service: string) =>
      `${registry.address}/${series}-${way}/${service}:1`;
    const measured = async (way: string, run: () => Promise<void>): Promise<Measured> => {
      await forgetEverything(engine);
      const busy = await quietMachine(Number(values.patience));
      const before = registry.sent();
      const start = performance.now();
      await run();
      const result = {
        seconds: (performance.now() - start) / 1000,
        sent: registry.sent() - before,
      };
      const size = (result.sent / 1e6).toFixed(1);
      say(
        `${way}: ${result.seconds.toFixed(1)} s, ${size} MB, ${(busy * 100).toFixed(0)} % busy before`,
      );
      return result;
    };
    const build = async (way: string, service: string) => {
      await docker(
        ...['buildx', 'build', ...builder, '--provenance', 'false', ...secretArguments(engine)],
        ...['--file', join(context, 'grocker.yml'), '--target', service],
        ...['--output', `type=image,name=${image(way, service)},push=true`, context],
      );
    };
    const bake = async (way: string) => {
      const images = names.map((service) => ({ service, name: image(way, service) }));
      const file = bakeFile({ context, definition: 'grocker.yml', images, platforms: [] });
      const secrets = secretArguments(engine)
        .filter((word) => word !== '--secret')
        .flatMap((secret) => ['--set', `*.secrets=${secret}`]);
      await dockerWithInput(
        ['buildx', 'bake', ...builder, '--provenance=false', '--push', ...secrets, '--file', '-'],
        JSON.stringify(file),
      );
    };
    const [first = ''] = names;
    const one = await measured('one service', () => build('one', first));
    const all = await measured(`${names.length}, one after another`, async () => {
      for (const name of names) await build('row', name);
    });
    const baked = await measured(`${names.length}, by bake at once`, () => bake('bake'));
    const row = (title: string, { seconds, sent }: Measured) =>
      `| ${title} | ${seconds.toFixed(1)} | ${(seconds / one.seconds).toFixed(1)} × | ` +
      `${(sent / 1e6).toFixed(0)} | ${(sent / one.sent).toFixed(1)} × |`;
    say(
      [
        '',
        '| | seconds | | MB pushed | |',
        '|---|--:|--:|--:|--:|',
        row('one service', one),
        row(`${names.length} services, one after another`, all),
        row(`${names.length} services, by bake at once`, baked),
      ].join('\n'),
    );
  } finally {
    mirror.stop();
    registry.stop();
  }
}

async function dockerWithInput(args: readonly string[], input: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn('docker', args, { stdio: ['pipe', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('error', reject).once('close', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`docker ${args.join(' ')}: ${errors}`));
    });
    child.stdin.end(input);
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
