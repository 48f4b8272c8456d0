import * as z from 'zod/mini';
import { defineCommand } from 'citty';
import { visibleJson } from '../diagnostics/visible-text.ts';
import grocker from '../../package.json' with { type: 'json' };
import type { CommandArgument } from './command-arguments.ts';
import { DockerFailure } from './docker-errors.ts';
import { askDocker } from './docker.ts';
import { exitCode } from './exit-code.ts';
import { purgeable } from './purge/purgeable.ts';
import type { Labelled } from './purge/purgeable.ts';
import { print, tell } from './terminal.ts';
import { commandSummaries } from './command-summaries.ts';

const purgeArguments = {
  all: {
    type: 'boolean',
    alias: ['a', 'all-versions'],
    default: false,
    description: 'also remove what this version made',
  },
  'only-old-versions': {
    type: 'boolean',
    default: false,
    description: 'remove what older versions made (the default)',
  },
  'final-images': {
    type: 'boolean',
    alias: ['f', 'including-final-images'],
    default: false,
    description: 'also remove images of applications',
  },
  json: {
    type: 'boolean',
    default: false,
    description: 'print an array of what was removed',
  },
} as const satisfies Readonly<Record<string, CommandArgument>>;

/** `grocker purge`: removes what builds left in the engine, told by its labels. */
export const purge = defineCommand({
  meta: {
    name: 'purge',
    description: commandSummaries.purge,
  },
  args: purgeArguments,
  run: async ({ args }) => {
    const found = await labelled();
    const removals = purgeable(found, {
      all: args.all && !args['only-old-versions'],
      finalImages: args['final-images'],
      version: grocker.version,
    });
    const removed: { readonly kind: string; readonly name: string }[] = [];
    let hasFailed = false;
    for (const removal of removals) {
      const [kind = '', , name = ''] = removal;
      tell(`Removing ${kind} ${name}\n`);
      const { status, errors } = await askDocker(removal);
      if (status !== 0) {
        tell(errors);
        hasFailed = true;
      } else removed.push({ kind, name });
    }
    if (args.json) print(visibleJson(removed));
    return hasFailed ? exitCode.failed : exitCode.done;
  },
});

/** Everything that has a label of Grocker's; the oldest ones labelled their volumes `grocker`. */
async function labelled(): Promise<readonly Labelled[]> {
  const exited = ['--all', '--filter', 'status=exited'];
  const [containers, volumes, olderVolumes, images] = await Promise.all([
    identifiers(['container', 'ls', '--quiet', '--no-trunc', ...exited], 'grocker.version'),
    identifiers(['volume', 'ls', '--quiet'], 'grocker.version'),
    identifiers(['volume', 'ls', '--quiet'], 'grocker'),
    identifiers(['image', 'ls', '--quiet', '--no-trunc'], 'grocker.version'),
  ]);
  return [
    ...(await inspected('container', containers, ({ Name, Config }) => ({
      names: [(Name ?? '').replace(/^\//, '')],
      labels: Config?.Labels,
    }))),
    ...(await inspected('volume', [...volumes, ...olderVolumes], ({ Name, Labels }) => ({
      names: [Name ?? ''],
      labels: Labels,
    }))),
    ...(await inspected('image', images, ({ Id, RepoTags, Config }) => ({
      names: RepoTags?.length ? RepoTags : [Id ?? ''],
      labels: Config?.Labels,
    }))),
  ];
}

async function identifiers(list: readonly string[], label: string): Promise<readonly string[]> {
  const output = await answer([...list, '--filter', `label=${label}`]);
  return [...new Set(output.split('\n').filter((line) => line !== ''))];
}

const labels = z.nullish(z.record(z.string(), z.string()));
type Labels = z.infer<typeof labels>;

/** The fields of `docker inspect` that matter here. */
const inspectedObject = z.object({
  Id: z.optional(z.string()),
  Name: z.optional(z.string()),
  RepoTags: z.nullish(z.array(z.string())),
  Labels: labels,
  Config: z.nullish(z.object({ Labels: labels })),
});
type Inspected = z.infer<typeof inspectedObject>;

async function inspected(
  kind: Labelled['kind'],
  ids: readonly string[],
  read: (object: Inspected) => { readonly names: readonly string[]; readonly labels: Labels },
): Promise<readonly Labelled[]> {
  if (ids.length === 0) return [];
  const json: unknown = JSON.parse(await answer([kind, 'inspect', ...new Set(ids)]));
  return z.parse(z.array(inspectedObject), json).map((object) => {
    const { names, labels: own } = read(object);
    return { kind, names, labels: own ?? {} };
  });
}

async function answer(args: readonly string[]): Promise<string> {
  const { status, output, errors } = await askDocker(args);
  if (status !== 0) throw new DockerFailure(errors);
  return output;
}
