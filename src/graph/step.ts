import {
  bind,
  cache,
  exec,
  secret,
  tmpfs,
  vertexName,
  type Exec,
  type Mount,
  type Output,
} from '../llb/llb.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Foundation } from '../plan/plan.ts';
import { secretsFor } from '../plan/secrets.ts';
import type { GraphContext, StageName, StepContext } from './graph-context.ts';
import { location } from './location.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
export const STEPS = '/run/grocker/steps';
const UV_CACHE = '/var/cache/grocker/uv';
export const UV = '/run/grocker/uv';
export const TURNS = '/run/grocker/turns';

/**
 * The access of a step besides its mounts: none; the network, with the authorities that the client trusts and no
 * secret; or the network with the secrets of the index. No step that runs the code of a package has these secrets.
 */
export type Access = 'none' | 'network' | 'index';

/** The process in a build container: a script of steps/, given argv and never text to interpret. */
export interface Step {
  readonly stage: StageName;
  /** The title that is shown after the stage's name. */
  readonly title: string;
  /** The description of the layer in the image's history; absent: the title. */
  readonly layer?: string;
  readonly root: Output;
  /** Where the step leaves nothing in its root filesystem. */
  readonly readonlyRoot?: boolean;
  /** A file of steps/. */
  readonly script: string;
  readonly args: readonly string[];
  /** Beside PATH and LANG. */
  readonly env?: Readonly<Record<string, string>>;
  /** The Python that runs it, sh otherwise. */
  readonly python?: string;
  readonly mounts: readonly Mount[];
  readonly access: Access;
  readonly ignoreCache?: boolean;
  /** The file that gets its output; the step then always succeeds, so that the reason of a failure can be read. */
  readonly logged?: string;
  /** Where people wrote what it does. */
  readonly span?: Span | undefined;
}

/** The directory for the output of a failing command. */
export const LOGS = '/logs';

/** The file of it, in that directory. */
export const LOG_ANSWER = '/log';

/** A failing build that takes longer than this when it is repeated leaves an incomplete log. */
export const SECONDS = '90';

export function step(context: StepContext, made: Step): Exec {
  const { exec: settings } = context.settings;
  return exec({
    ...settings,
    root: made.root,
    readonlyRoot: made.readonlyRoot ?? false,
    args: [
      ...(made.python ? [made.python, '-B'] : ['/bin/sh']),
      ...(made.logged === undefined ? [] : [`${STEPS}/logged.py`, made.logged, SECONDS]),
      `${STEPS}/${made.script}`,
      ...made.args,
    ],
    cwd: '/',
    env: { PATH, LANG: 'C.UTF-8', ...made.env },
    network: made.access === 'none' ? 'none' : context.settings.network,
    mounts: [
      tmpfs({ target: '/run/grocker' }),
      tmpfs({ target: '/tmp' }),
      stepsMount(context),
      ...SECRETS[made.access].map(secretMount),
      ...made.mounts,
    ],
    platform: context.platform,
    name: vertexName(context, made.stage, made.title),
    layer: made.layer ?? made.title,
    ignoreCache: made.ignoreCache === true || ignoresCache(context, made.stage),
    ...location(made.span),
  });
}

/** Whether the client asks for a stage without its cache. */
export function ignoresCache({ settings: { noCache } }: StepContext, stage: StageName): boolean {
  return noCache === 'all' || noCache.includes(stage);
}

export function stepsMount(context: StepContext): Mount {
  return bind({ target: STEPS, source: context.tools, selector: '/steps' });
}

export function uvMount(context: StepContext): Mount {
  return bind({ target: UV, source: context.tools, selector: '/usr/local/bin/uv' });
}

/** uv's downloads of earlier builds: never needed, only faster. Steps that run the code of a package do not have it. */
export function uvCacheMount(context: GraphContext): Mount {
  return uvCache(context, context.foundation.python);
}

/** The same, for a Python that is not the plan's. */
export function uvCache(context: StepContext, python: Foundation['python']): Mount {
  const minor = python.version.split('.').slice(0, 2).join('.');
  const kind = `${context.platform.architecture}-${python.libc.name}-cp${minor}`;
  return cache({ target: UV_CACHE, id: `${context.settings.cacheNamespace}grocker-uv-2-${kind}` });
}

/** Files that steps lock and never read or write, so that only some of them work at once (turns.py). */
export function turnsMount(context: StepContext): Mount {
  return cache({ target: TURNS, id: `${context.settings.cacheNamespace}grocker-turns` });
}

const SECRETS: Readonly<Record<Access, readonly string[]>> = {
  none: [],
  network: secretsFor('network'),
  index: secretsFor('network', 'index'),
};

function secretMount(id: string): Mount {
  return secret({ target: `/run/secrets/${id}`, id, optional: true });
}
