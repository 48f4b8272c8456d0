import type { Span } from '../diagnostics/span.ts';
import {
  bind,
  file,
  mkdir,
  mkfile,
  output,
  vertexName,
  type Mount,
  type Output,
} from '../llb/llb.ts';
import type { AptRepository, SystemInstall, SystemPackage } from '../plan/plan.ts';
import { keyring } from '../plan/signed-line.ts';
import { EPOCH } from './agreed.ts';
import { ROOT } from './image-root.ts';
import type { StageName, StepContext } from './graph-context.ts';
import { location } from './location.ts';
import { daemonFile } from './remote-file.ts';
import { step } from './step.ts';

/**
 * Installs the files of one stage on top of another, offline, in apt's or apk's own order.
 *
 * @param mounts the files, where they have been made already.
 */
export function installSystemPackages(
  context: StepContext,
  stage: StageName,
  below: Output,
  { requested, files, span }: SystemInstall,
  mounts = systemPackageMounts(context, stage, files, below, span),
): Output {
  if (files.length === 0) return below;
  const program = files.every(isApk) ? 'apk' : 'apt';
  return step(context, {
    stage,
    title: `${program}: ${requested.join(' ')}`,
    root: below,
    script: `${program}-install.sh`,
    args: [String(EPOCH), ...requested],
    mounts,
    access: 'none',
    span,
  }).root;
}

/**
 * The files of a stage, where steps find them.
 *
 * @param below where a step fetches them, if the daemon cannot.
 */
export function systemPackageMounts(
  context: StepContext,
  stage: StageName,
  files: readonly SystemPackage[],
  below: Output,
  span: Span | undefined,
): Mount[] {
  const title = `fetch ${files.length} system package${files.length === 1 ? '' : 's'}`;
  const group = vertexName(context, stage, title);
  return files.map((each) => {
    const name = fileName(each);
    const place = each.span ?? span;
    const source =
      context.settings.systemFetch === 'step'
        ? steppedFile(context, stage, { ...each, span: place }, name, below)
        : daemonFile(context, { ...each, span: place }, name, group);
    const directory = isApk(each) ? 'packages' : 'debs';
    return bind({ target: `/run/grocker/${directory}/${name}`, source, selector: `/${name}` });
  });
}

/** The kind of its file says whose package it is. */
function isApk({ url }: SystemPackage): boolean {
  return url.replace(/[?#].*$/, '').endsWith('.apk');
}

function fileName(each: SystemPackage): string {
  return isApk(each) ? `${each.name}-${each.version}.apk` : debFileName(each);
}

/** The name of a Debian package's file for the steps that install it. */
export function debFileName({ name, version, architecture }: SystemPackage): string {
  return `${name}_${version.replace(/^\d+:/, '')}_${architecture}.deb`;
}

/** Fetched by a step that has the client's authorities and proxy, and tries again; see steps/fetch-package.sh. */
function steppedFile(
  context: StepContext,
  stage: StageName,
  {
    url,
    sha256,
    span,
  }: Pick<SystemPackage, 'url' | 'sha256'> & { readonly span: Span | undefined },
  name: string,
  below: Output,
): Output {
  return step(context, {
    stage,
    title: `fetch ${name}`,
    root: below,
    readonlyRoot: true,
    script: 'fetch-package.sh',
    args: ['/fetched', name, url, sha256],
    mounts: [output({ target: '/fetched' })],
    access: 'network',
    span,
  }).mount('/fetched');
}

/** The file of resolveSystemPackages that holds the answer. */
export const SYSTEM_ANSWER = '/answer';

/** Asks apt or apk what each list of packages adds to the lists before it; see steps/apt-resolve.sh and apk-resolve.sh. */
export function resolveSystemPackages(
  context: StepContext,
  base: Output,
  question: {
    readonly repositories: readonly AptRepository[];
    /** As steps/apt-resolve.sh and apk-resolve.sh are named. */
    readonly program: 'apt' | 'apk';
    readonly lists: readonly (readonly string[])[];
    /** The image in question, if its programs do not run; `base` is then that of the host. */
    readonly foreign?: { readonly root: Output; readonly architecture: string };
  },
  ignoreCache: boolean,
  span?: Span,
): Output {
  const { repositories, program, lists, foreign } = question;
  return step(context, {
    stage: 'root',
    title: `${program}: resolve ${lists.flat().join(' ')}`,
    root: withRepositories(context, base, repositories),
    script: `${program}-resolve.sh`,
    args: [`/answers${SYSTEM_ANSWER}`, ...lists.flatMap((list) => ['--', ...list])],
    ...(foreign && { env: { ROOT, ARCHITECTURE: foreign.architecture } }),
    mounts: [
      ...(foreign ? [bind({ target: ROOT, source: foreign.root, noOutput: true })] : []),
      output({ target: '/answers' }),
    ],
    access: 'network',
    ignoreCache,
    span,
  }).mount('/answers');
}

/** Source list and key of each repository, where apt reads them. */
export function withRepositories(
  context: StepContext,
  below: Output,
  repositories: readonly AptRepository[],
  span?: Span,
): Output {
  if (repositories.length === 0) return below;
  const title = `apt repositories: ${repositories.map(({ id }) => id).join(' ')}`;
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
    { name: vertexName(context, 'root', title), layer: title, ...location(span) },
  );
}
