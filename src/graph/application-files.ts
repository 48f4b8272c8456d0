import {
  bind,
  exec,
  file,
  mkdir,
  output,
  scratch,
  tmpfs,
  type Exec,
  type Mount,
  type Output,
} from '../llb/llb.ts';
import type { Plan, PlannedStep, PlannedTree } from '../plan/plan.ts';
import { EPOCH, type GraphContext } from './graph-context.ts';
import { step } from './step.ts';

const LAYER = '/out';
const CONTEXT = '/run/grocker/context';

/** The layer of a planned tree, with the paths of the image. */
export function treeLayer(context: GraphContext, interpreter: Output, tree: PlannedTree): Output {
  const mounts = tree.parts.map(({ origin }, index) => {
    const target = `${CONTEXT}/${index}`;
    const selector = origin.path === '.' ? undefined : `/${origin.path}`;
    const source = context.contextFiles(origin);
    return bind({ target, source, ...(selector !== undefined && { selector }) });
  });
  const places = tree.parts.flatMap(({ to }, index) => [`${CONTEXT}/${index}`, to]);
  return placed(context, interpreter, tree.title, {
    pth: tree.importable ? pathFile(context) : undefined,
    places,
    mounts,
  });
}

/** What a step keeps of the image that it ran in; undefined where it keeps nothing. */
export interface StepResult {
  readonly ran: Output;
  readonly layer?: Output;
}

const KEPT = '/kept';

/** Runs a command in the image as it is so far: offline, as its user, in its work directory. */
export function runStep(
  context: GraphContext,
  { image, user }: Pick<Plan, 'image' | 'user'>,
  { interpreter, below }: { readonly interpreter: Output; readonly below: Output },
  planned: PlannedStep,
): StepResult {
  const ran = runInImage(
    context,
    { image, user },
    {
      below,
      args: planned.run,
      envs: planned.envs,
      name: `[runner] ${planned.run.join(' ')}`,
      mounts:
        planned.output === undefined
          ? []
          : [output({ target: planned.output, source: emptyDirectory(context), selector: KEPT })],
    },
  );
  if (planned.output === undefined) return { ran: ran.root };
  const kept = ran.mount(planned.output);
  const layer = placed(context, interpreter, `keep ${planned.output}`, {
    pth: undefined,
    places: [`${CONTEXT}/0`, planned.output],
    mounts: [bind({ target: `${CONTEXT}/0`, source: kept, selector: KEPT })],
  });
  return { ran: kept, layer };
}

/** What runs with the image's own environment, user and work directory, and no network. */
export function runInImage(
  context: GraphContext,
  { image, user }: Pick<Plan, 'image' | 'user'>,
  run: {
    readonly below: Output;
    readonly args: readonly string[];
    readonly envs: PlannedStep['envs'];
    readonly name: string;
    readonly mounts: readonly Mount[];
  },
): Exec {
  const { platform, settings } = context;
  const env = new Map([['HOME', user.home]]);
  for (const { name, value } of [...image.env, ...run.envs]) env.set(name, value);
  return exec({
    ...settings.exec,
    root: run.below,
    args: run.args,
    cwd: image.workdir,
    env: Object.fromEntries(env),
    user: user.name,
    network: 'none',
    mounts: [tmpfs({ target: '/tmp' }), ...run.mounts],
    platform,
    name: run.name,
    ignoreCache: settings.noCache === 'all' || settings.noCache.includes('runner'),
  });
}

/** A filesystem whose directory /kept the image's user can write to. */
export function emptyDirectory({ foundation: { user } }: GraphContext): Output {
  const owner = { user: user.uid, group: user.uid };
  return file(scratch, [mkdir({ path: KEPT, owner, createdTime: EPOCH })], {
    name: '[runner] an empty directory',
  });
}

function placed(
  context: GraphContext,
  interpreter: Output,
  title: string,
  {
    pth,
    places,
    mounts,
  }: { pth: string | undefined; places: string[]; mounts: ReturnType<typeof bind>[] },
): Output {
  const { user } = context.foundation;
  return step(context, {
    stage: 'runner',
    title,
    root: interpreter,
    readonlyRoot: true,
    script: 'place.sh',
    args: [
      LAYER,
      String(EPOCH),
      String(user.uid),
      user.home,
      ...(pth === undefined ? [] : [pth]),
      '--',
      ...places,
    ],
    mounts: [...mounts, output({ target: LAYER })],
    network: false,
  }).mount(LAYER);
}

/** A path configuration file of the venv (Python's module site). */
function pathFile({ foundation: { venv, python } }: GraphContext): string {
  const minor = python.version.split('.').slice(0, 2).join('.');
  return `${venv}/lib/python${minor}/site-packages/application.pth`;
}
