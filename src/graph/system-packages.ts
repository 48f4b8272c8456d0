import { bind, file, http, mkdir, mkfile, output, type Mount, type Output } from '../llb/llb.ts';
import type { AptRepository, SystemInstall, SystemPackage } from '../plan/plan.ts';
import { keyring } from '../plan/signed-line.ts';
import { EPOCH, type StageName, type StepContext } from './graph-context.ts';
import { step } from './step.ts';

/** Installs the files of one stage on top of another, offline, in apt's own order. */
export function installSystemPackages(
  context: StepContext,
  stage: StageName,
  below: Output,
  { requested, files }: SystemInstall,
): Output {
  if (files.length === 0) return below;
  return step(context, {
    stage,
    title: `apt: ${requested.join(' ')}`,
    root: below,
    script: 'apt-install.sh',
    args: [String(EPOCH), ...requested],
    mounts: files.map((deb) => debMount(context, stage, deb, files.length)),
    network: false,
  }).root;
}

function debMount(
  { settings }: StepContext,
  stage: StageName,
  deb: SystemPackage,
  count: number,
): Mount {
  const name = `${deb.name}_${deb.version.replace(/^\d+:/, '')}_${deb.architecture}.deb`;
  const source = http(deb.url, {
    checksum: `sha256:${deb.sha256}`,
    filename: name,
    name,
    ignoreCache: settings.refresh === true,
    progressGroup: { id: `fetch-${stage}`, name: `[${stage}] fetch ${count} system packages` },
  });
  return bind({ target: `/run/grocker/debs/${name}`, source, selector: `/${name}` });
}

/** The file of resolveSystemPackages that holds the answer. */
export const SYSTEM_ANSWER = '/answer';

/** Asks apt what each list of packages adds to the lists before it; see steps/apt-resolve.sh. */
export function resolveSystemPackages(
  context: StepContext,
  base: Output,
  question: {
    readonly repositories: readonly AptRepository[];
    readonly lists: readonly (readonly string[])[];
  },
  ignoreCache: boolean,
): Output {
  const { repositories, lists } = question;
  return step(context, {
    stage: 'root',
    title: `apt: resolve ${lists.flat().join(' ')}`,
    root: withRepositories(base, repositories),
    script: 'apt-resolve.sh',
    args: [`/answers${SYSTEM_ANSWER}`, ...lists.flatMap((list) => ['--', ...list])],
    mounts: [output({ target: '/answers' })],
    network: true,
    ignoreCache,
  }).mount('/answers');
}

/** Source list and key of each repository, where apt reads them. */
export function withRepositories(below: Output, repositories: readonly AptRepository[]): Output {
  if (repositories.length === 0) return below;
  const created = { createdTime: EPOCH };
  return file(
    below,
    [
      mkdir({ path: '/etc/apt/keyrings', parents: true, ...created }),
      ...repositories.flatMap(({ id, line, key }) => [
        mkfile({ path: `/etc/apt/sources.list.d/${id}.list`, data: `${line}\n`, ...created }),
        ...(key === undefined ? [] : [mkfile({ path: keyring(id), data: key, ...created })]),
      ]),
    ],
    { name: `[root] apt repositories: ${repositories.map(({ id }) => id).join(' ')}` },
  );
}
