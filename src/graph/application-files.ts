import type { Span } from '../diagnostics/span.ts';
import {
  copy,
  exec,
  file,
  mkdir,
  mkfile,
  output,
  scratch,
  tmpfs,
  vertexName,
  type Exec,
  type FileAction,
  type Mount,
  type Output,
} from '../llb/llb.ts';
import type { Foundation, Plan, PlannedStep, PlannedTree } from '../plan/plan.ts';
import { EPOCH } from './agreed.ts';
import type { GraphContext, StepContext } from './graph-context.ts';
import { location } from './location.ts';
import { PLAIN_MODES, plainModes } from './plain-modes.ts';
import type { OtherOrigin } from './other-files.ts';
import { ignoresCache, LOG_ANSWER, LOGS, SECONDS, STEPS, stepsMount } from './step.ts';

/** The part of a graph's context that the files of an application need; it is known before the stages. */
export interface FilesContext extends StepContext, Pick<GraphContext, 'contextFiles'> {
  /** Needed only by a daemon that cannot change the modes of what it copies. */
  readonly base?: Output;
  readonly otherFiles?: (
    origin: OtherOrigin,
    span: Span | undefined,
  ) => { readonly files: Output; readonly path: string };
  readonly foundation: Pick<Foundation, 'user' | 'venv'> & {
    readonly python: Pick<Foundation['python'], 'version' | 'freeThreaded'>;
  };
}

/** The layer of a planned tree, with the paths of the image. */
export function treeLayer(
  context: FilesContext,
  image: Pick<Plan['image'], 'workdir'>,
  tree: PlannedTree,
): Output {
  const parts = tree.parts.map(({ origin, to }) => {
    const { path, files } = partOf(context, origin, tree.span);
    if (context.settings.canChangeModes) return { from: files, path, to, mode: PLAIN_MODES };
    // An image's files need no checkout, and a step would copy all of them.
    if (origin.from === 'image') return { from: files, path, to };
    return { from: plainModes(context, tree.title, files, tree.span), path, to };
  });
  const { title, importable, span } = tree;
  return placed(context, image, {
    ownedBy: tree.owner ?? 'root',
    ...{ title, layer: title, parts, importable, span },
  });
}

function partOf(
  context: FilesContext,
  origin: PlannedTree['parts'][number]['origin'],
  span: Span | undefined,
): { readonly files: Output; readonly path: string } {
  if (origin.from === 'context') {
    const path = origin.path === '.' ? '/' : `/${origin.path}`;
    return { files: context.contextFiles(origin), path };
  }
  if (context.otherFiles === undefined) throw new Error('only files of the context are known yet');
  return context.otherFiles(origin, span);
}

/** The output of a step; undefined if it keeps nothing. */
export interface StepResult {
  readonly ran: Output;
  readonly layer?: Output;
  /** Runs a failing command again, and writes its output to LOG_ANSWER. */
  readonly log: () => Output;
}

/** The directory of what a step keeps. */
export const KEPT = '/kept';

/** Runs a command in the image as it is so far: offline, as its user, in its work directory. */
export function runStep(
  context: GraphContext,
  { image }: Pick<Plan, 'image'>,
  below: Output,
  planned: PlannedStep,
): StepResult {
  const run = {
    below,
    args: planned.run,
    envs: planned.envs,
    name: vertexName(context, 'runner', planned.run.join(' ')),
    mounts:
      planned.output === undefined
        ? []
        : [output({ target: planned.output, source: emptyDirectory(context), selector: KEPT })],
    span: planned.span,
  };
  const ran = runInImage(context, { image }, run);
  const log = () => logOf(context, { image }, run);
  if (planned.output === undefined) return { ran: ran.root, log };
  const kept = ran.mount(planned.output);
  const parts = [{ from: kept, path: KEPT, to: planned.output }];
  const layer = placed(context, image, {
    ownedBy: 'user',
    title: `keep ${planned.output}`,
    layer: `step: ${planned.run.join(' ')}`,
    ...{ parts, importable: false, span: planned.span },
  });
  return { ran: kept, layer, log };
}

/** The output of a command of the image that fails. */
function logOf(context: GraphContext, plan: Pick<Plan, 'image'>, run: RunInImage): Output {
  const logged = [`${STEPS}/logged.py`, LOGS + LOG_ANSWER, SECONDS, '--'];
  return runInImage(context, plan, {
    ...run,
    args: [context.foundation.python.executable, '-B', ...logged, ...run.args],
    name: vertexName(context, 'runner', `log the failing ${run.args.join(' ')}`),
    mounts: [
      ...run.mounts,
      stepsMount(context),
      output({ target: LOGS, source: emptyDirectory(context), selector: KEPT }),
    ],
    ignoreCache: true,
  }).mount(LOGS);
}

/** A command, and the filesystem that it runs on. */
interface RunInImage {
  readonly below: Output;
  readonly args: readonly string[];
  readonly envs: PlannedStep['envs'];
  readonly name: string;
  readonly mounts: readonly Mount[];
  readonly span: Span | undefined;
  readonly ignoreCache?: true;
}

/** Runs a command with the image's own environment, user and work directory, and no network. */
export function runInImage(
  context: GraphContext,
  { image }: Pick<Plan, 'image'>,
  run: RunInImage,
): Exec {
  const { platform, settings } = context;
  const env = new Map<string, string>();
  for (const { name, value } of [...image.env, ...run.envs]) env.set(name, value);
  return exec({
    ...settings.exec,
    root: run.below,
    args: run.args,
    cwd: image.workdir,
    env: Object.fromEntries(env),
    user: image.user,
    network: 'none',
    mounts: [tmpfs({ target: '/tmp' }), ...run.mounts],
    platform,
    name: run.name,
    ...location(run.span),
    ignoreCache: run.ignoreCache === true || ignoresCache(context, 'runner'),
  });
}

/** A filesystem whose directory /kept the image's user can write to. */
export function emptyDirectory(context: GraphContext): Output {
  const { user } = context.foundation;
  const owner = { user: user.uid, group: user.uid };
  return file(scratch, [mkdir({ path: KEPT, owner, createdTime: EPOCH })], {
    name: vertexName(context, 'runner', 'create an empty directory'),
  });
}

interface Part {
  readonly from: Output;
  readonly path: string;
  /** Absolute path in the image. */
  readonly to: string;
  /** A change of the files' modes, as for chmod(1); absent: they keep them. */
  readonly mode?: string;
}

/** Files that become a layer. */
interface Placing {
  readonly ownedBy: 'root' | 'user';
  readonly title: string;
  /** The description of the layer in the image's history. */
  readonly layer: string;
  readonly parts: readonly Part[];
  /** Whether Python looks for modules in the first place. */
  readonly importable: boolean;
  /** Where grocker.yml asks for them. */
  readonly span: Span | undefined;
}

/**
 * Copies files to their places, owned by root or the image's user. Parent directories belong to the
 * user inside of the home and work directory and to root outside of them, as in the image.
 */
function placed(
  context: FilesContext,
  { workdir }: Pick<Plan['image'], 'workdir'>,
  { ownedBy, title, layer, parts, importable, span }: Placing,
): Output {
  const { user } = context.foundation;
  const id = ownedBy === 'user' ? user.uid : 0;
  const owner = { user: id, group: id };
  const isUsers = (path: string) =>
    [user.home, workdir].some((own) => path === own || path.startsWith(`${own}/`));
  const [first] = parts;
  const pth =
    importable && first !== undefined ? [{ path: pathFile(context), text: first.to }] : [];
  const made = new Set(parts.flatMap(({ to }) => directoriesAbove(to)));
  const above = new Set(pth.flatMap(({ path }) => directoriesAbove(path)));
  // The home and the work directory still belong to the user, whoever owns the files in them.
  const own = parts.map(({ to }) => to).filter((to) => to === user.home || to === workdir);
  const directories = [...new Set([...made, ...above, ...own])].sort();
  const skeleton = directories.map((path) => mkdir({ path, createdTime: EPOCH }));
  const writable = directories.filter(
    (path) => isUsers(path) && (made.has(path) || path === user.home || own.includes(path)),
  );
  const copied = { createdTime: EPOCH, contentsOnly: true };
  // Creating files updates directory mtimes; a final copy of the directories restores them.
  const again =
    skeleton.length === 0
      ? []
      : [
          file(scratch, skeleton, {
            name: vertexName(context, 'runner', `create directories of ${title}`),
          }),
        ];
  return file(
    scratch,
    [
      ...skeleton,
      ...pth.map(({ path, text }) => mkfile({ path, data: `${text}\n`, createdTime: EPOCH })),
      ...parts.map(({ from, path, to, mode }) =>
        copy({
          // The slash makes a directory of it where a single file is the application.
          ...{ from, src: path, dest: importable ? `${to}/` : to, owner, followSymlinks: true },
          ...copied,
          ...(mode !== undefined && { mode }),
        }),
      ),
      ...again.map((from) => copy({ from, src: '/', dest: '/', ...copied })),
      ...madeWritable(context, title, writable),
    ],
    {
      name: vertexName(context, 'runner', title),
      layer,
      ignoreCache: ignoresCache(context, 'runner'),
      ...location(span),
    },
  );
}

/**
 * Makes directories writable for the image's user, and for any other user in group 0, such as
 * OpenShift's random users. They are copied, because a daemon with a umask creates no
 * group-writable directory.
 */
function madeWritable(
  context: FilesContext,
  title: string,
  directories: readonly string[],
): FileAction[] {
  if (directories.length === 0) return [];
  const owner = { user: context.foundation.user.uid, group: 0 };
  const made = directories.map((path, index) => ({
    source: `/${index + 1}`,
    name: path.slice(path.lastIndexOf('/')),
    above: path.slice(0, path.lastIndexOf('/') + 1),
  }));
  const from = file(
    scratch,
    made.flatMap(({ source, name }) => [
      mkdir({ path: source, createdTime: EPOCH }),
      mkdir({ path: `${source}${name}`, createdTime: EPOCH }),
    ]),
    { name: vertexName(context, 'runner', `create the user's directories of ${title}`) },
  );
  const copied = { createdTime: EPOCH, contentsOnly: true, owner, mode: 0o775 };
  return made.map(({ source, above }) => copy({ from, src: source, dest: above, ...copied }));
}

/** An absolute path without its root. */
function directoriesAbove(path: string): string[] {
  const names = path.split('/').slice(1, -1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
}

/** A path configuration file of the venv (Python's module site), whose directory a free-threaded build names `python3.14t`. */
function pathFile({ foundation: { venv, python } }: FilesContext): string {
  const minor = python.version.split('.').slice(0, 2).join('.');
  const threads = python.freeThreaded ? 't' : '';
  return `${venv}/lib/python${minor}${threads}/site-packages/application.pth`;
}
