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
import type { Foundation } from '../plan/plan.ts';
import type { GraphContext, StageName, StepContext } from './graph-context.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
export const STEPS = '/run/grocker/steps';
const UV_CACHE = '/var/cache/grocker/uv';
export const UV = '/run/grocker/uv';

/** What runs in a build container: a script of steps/, given argv and never text to interpret. */
export interface Step {
  readonly stage: StageName;
  /** What a person sees behind the stage's name. */
  readonly title: string;
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
  /** Only resolving and compiling steps have a network, and with it the secrets of the index. */
  readonly network: boolean;
  readonly ignoreCache?: boolean;
}

export function step(context: StepContext, made: Step): Exec {
  const { exec: settings } = context.settings;
  const secrets = made.network ? secretMounts() : [];
  return exec({
    ...settings,
    root: made.root,
    readonlyRoot: made.readonlyRoot ?? false,
    args: [
      ...(made.python ? [made.python, '-B'] : ['/bin/sh']),
      `${STEPS}/${made.script}`,
      ...made.args,
    ],
    cwd: '/',
    env: { PATH, LANG: 'C.UTF-8', ...made.env },
    network: made.network ? context.settings.network : 'none',
    mounts: [
      tmpfs({ target: '/run/grocker' }),
      tmpfs({ target: '/tmp' }),
      stepsMount(context),
      ...secrets,
      ...made.mounts,
    ],
    platform: context.platform,
    name: vertexName(context, made.stage, made.title),
    ignoreCache: made.ignoreCache === true || ignoresCache(context, made.stage),
  });
}

/** Whether the invocation wants a stage made anew. */
export function ignoresCache({ settings: { noCache } }: StepContext, stage: StageName): boolean {
  return noCache === 'all' || noCache.includes(stage);
}

export function stepsMount(context: StepContext): Mount {
  return bind({ target: STEPS, source: context.tools, selector: '/steps' });
}

export function uvMount(context: StepContext): Mount {
  return bind({ target: UV, source: context.tools, selector: '/usr/local/bin/uv' });
}

/** What uv downloaded and built before: never needed, only faster. */
export function uvCacheMount(context: GraphContext): Mount {
  return uvCache(context, context.foundation.python);
}

/** The same, for a Python that is not the plan's. */
export function uvCache(context: StepContext, python: Foundation['python']): Mount {
  const minor = python.version.split('.').slice(0, 2).join('.');
  const kind = `${context.platform.architecture}-${python.libc.name}-cp${minor}`;
  return cache({ target: UV_CACHE, id: `${context.settings.cacheNamespace}grocker-uv-${kind}` });
}

const SECRETS = ['ca-certificates', 'netrc', 'uv.toml', 'pip.conf', 'pip_conf'];

function secretMounts(): Mount[] {
  return SECRETS.map((id) => secret({ target: `/run/secrets/${id}`, id, optional: true }));
}
