import type { Span } from '../diagnostics/span.ts';
import {
  bind,
  copy,
  file,
  layersAbove,
  merge,
  output,
  scratch,
  vertexName,
  type Output,
} from '../llb/llb.ts';
import { isOfContext } from '../plan/is-of-context.ts';
import type { InstallGroup, Plan } from '../plan/plan.ts';
import { startedModules } from '../plan/started-files.ts';
import { EPOCH } from './agreed.ts';
import type { GraphContext } from './graph-context.ts';
import { KNOWN, type InstallStage } from './install-stage.ts';
import { packagesPlace } from './location.ts';
import { step, TURNS, turnsMount, UV, uvMount } from './step.ts';
import { uvPlatform } from './uv-platform.ts';
import { wheelMount, type WheelOutput } from './wheels.ts';

const LAYER = '/out';
const REPORT = '/report';

type InstalledPlan = Pick<
  Plan,
  | 'packages'
  | 'groups'
  | 'compileBytecode'
  | 'slim'
  | 'host'
  | 'platform'
  | 'python'
  | 'entrypoint'
  | 'image'
  | 'trees'
>;

/** An install group: the layer of the image, and what was found in it. */
export interface InstalledGroup {
  readonly layer: Output;
  /** Holds report.json. */
  readonly report: Output;
}

/**
 * Installs each group separately on a filesystem with Python alone, without a network and an index, so that
 * neither a change of another group nor one of the system packages rebuilds it.
 */
export function installedGroups(
  context: GraphContext,
  plan: InstalledPlan,
  stage: InstallStage,
  wheels: ReadonlyMap<string, WheelOutput>,
): InstalledGroup[] {
  return plan.groups.map((group, index) =>
    installedGroup(context, plan, stage, group, index, wheels),
  );
}

function installedGroup(
  context: GraphContext,
  plan: InstalledPlan,
  stage: InstallStage,
  group: InstallGroup,
  index: number,
  wheels: ReadonlyMap<string, WheelOutput>,
): InstalledGroup {
  const { venv, places } = context.foundation;
  const mounted = group.packages.map((name) => {
    const wheel = wheels.get(name);
    if (wheel === undefined)
      throw new Error(`the plan has a group with ${name}, which it does not have`);
    return wheelMount(wheel, '/run/grocker/wheels');
  });
  const request = {
    uv: UV,
    venv,
    out: LAYER,
    report: REPORT,
    known: KNOWN,
    epoch: EPOCH,
    ...(plan.host && { platform: uvPlatform(plan) }),
    compileBytecode: plan.compileBytecode,
    ...(plan.slim && { slim: plan.slim }),
    ...ofContext(plan, group),
    turns: TURNS,
    wheels: mounted.map(({ path }) => path),
  };
  const installed = step(context, {
    stage: 'runner',
    title: `${index + 1}/${plan.groups.length} ${group.title}`,
    layer: group.title,
    root: stage.root,
    readonlyRoot: true,
    script: 'install.py',
    python: context.foundation.python.executable,
    args: [JSON.stringify(request)],
    // Sets of constants are in the byte code in an order of their hashes.
    env: { PYTHONHASHSEED: '0' },
    mounts: [
      uvMount(context),
      // Only faster: what is installed does not depend on it.
      bind({
        target: KNOWN,
        source: stage.known,
        ...(context.settings.canIgnoreContent && { contentCache: 'off' }),
      }),
      ...mounted.map(({ mount }) => mount),
      turnsMount(context),
      output({ target: LAYER }),
      output({ target: REPORT }),
    ],
    access: 'none',
    span: spanOf(plan, group) ?? packagesPlace(places),
  });
  return { layer: installed.mount(LAYER), report: installed.mount(REPORT) };
}

/** What is known of packages that are made of the context's files. */
function ofContext(
  plan: InstalledPlan,
  group: InstallGroup,
): { readonly own?: true; readonly started?: readonly string[] } {
  if (!plan.packages.some((each) => isOfContext(each) && group.packages.includes(each.name)))
    return {};
  const modules = startedModules(plan).flatMap(({ module, object }) =>
    object === undefined ? [] : [module],
  );
  return { own: true, ...(modules.length > 0 && { started: [...new Set(modules)] }) };
}

/** The place of a group with one package. */
function spanOf({ packages }: Pick<Plan, 'packages'>, group: InstallGroup): Span | undefined {
  const [only, ...others] = group.packages;
  return others.length > 0 ? undefined : packages.find(({ name }) => name === only)?.span;
}

/** The image's filesystem: the root stage with every group's layer on it. */
export function runner(context: GraphContext, root: Output, layers: readonly Output[]): Output {
  if (context.settings.canMerge)
    return merge([root, ...layers], { name: vertexName(context, 'runner', 'merge') });
  return layers.reduce(
    (below, layer, index) =>
      file(below, [copy({ from: layer, src: '/', dest: '/', contentsOnly: true })], {
        name: vertexName(context, 'runner', `copy ${index + 1}/${layers.length}`),
        ...layersAbove(scratch, layer)?.at(-1),
      }),
    root,
  );
}
