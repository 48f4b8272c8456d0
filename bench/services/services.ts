import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bakeFile } from '../../src/commands/bake/bake-file.ts';
import { docker, engineOfEnvironment, forgetEverything, secretArguments } from '../engine.ts';
import { FileMirror } from '../file-mirror.ts';
import { quietMachine } from '../quiet.ts';
import { medianAndRange, ratioAndRange } from '../spread.ts';
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
      runs: { type: 'string', default: '1' },
      builder: { type: 'string' },
      patience: { type: 'string', default: '60' },
      settle: { type: 'string', default: '45' },
    },
  });
  const engine = engineOfEnvironment(values.builder, Number(values.settle));
  const registry = await countRegistry(engine.registry, COUNTED_PORT);
  const context = join(state, 'services');
  const wheels = join(state, 'services-wheels');
  const mirror = await FileMirror.start(wheels, MIRROR_PORT);
  try {
    const names = await writeServices(Number(values.services), {
      ...{ context, wheels, files: `http://127.0.0.1:${MIRROR_PORT}` },
    });
    const builder = ['--builder', values.builder ?? 'default'];
    let series = '';
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
    const ways: readonly (readonly [title: string, run: () => Promise<void>])[] = [
      ['one service', () => build('one', first)],
      [
        `${names.length} services, one after another`,
        async () => {
          for (const name of names) await build('row', name);
        },
      ],
      [`${names.length} services, by bake at once`, () => bake('bake')],
    ];
    const results = ways.map((): Measured[] => []);
    for (let done = 0; done < Number(values.runs); done += 1) {
      // New repositories, which have no layers yet.
      series = `bench/services-${Date.now()}`;
      for (const [at, [title, run]] of ways.entries())
        results[at]?.push(await measured(title, run));
    }
    const [one = []] = results;
    const seconds = (of: readonly Measured[]) => of.map((each) => each.seconds);
    const megabytes = (of: readonly Measured[]) => of.map((each) => each.sent / 1e6);
    const row = (title: string, of: readonly Measured[]) =>
      `| ${title} | ${medianAndRange(seconds(of), 1)} | ${ratioAndRange(seconds(of), seconds(one), 1)} × | ` +
      `${medianAndRange(megabytes(of), 0)} | ${ratioAndRange(megabytes(of), megabytes(one), 1)} × |`;
    say(
      [
        '',
        '| | seconds | | MB pushed | |',
        '|---|--:|--:|--:|--:|',
        ...ways.map(([title], at) => row(title, results[at] ?? [])),
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
