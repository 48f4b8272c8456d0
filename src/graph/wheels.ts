import {
  bind,
  copy,
  file,
  output,
  scratch,
  vertexName,
  type Mount,
  type Output,
} from '../llb/llb.ts';
import { baseName } from '../paths/base-name.ts';
import type { PlannedCompile, PlannedPackage, PlannedWheel } from '../plan/plan.ts';
import { promisedVersion } from '../plan/promised-wheel.ts';
import { AGAIN, attempts, type BuildAttempt } from './build-environment.ts';
import { compileSource, verifiedFile } from './compile-source.ts';
import { EPOCH } from './agreed.ts';
import type { GraphContext, StepContext } from './graph-context.ts';
import { packagesPlace } from './location.ts';
import { remoteFile } from './remote-file.ts';
import type { BuildStages } from './stages.ts';
import { LOG_ANSWER, LOGS, step, uvMount, type Step } from './step.ts';

/** A wheel in the graph: the filesystem that holds it, and its name there where it is known. */
export interface WheelOutput {
  readonly name: string;
  readonly source: Output;
  /** Absent: the only file of the filesystem. */
  readonly file?: string;
  /** The check that a file of the context has one of the hashes in its lock, if there are any. */
  readonly verified?: Output;
  /** Where it is compiled: every step that runs its build. */
  readonly compiled?: readonly Output[];
  /** The steps that fetch what it is built with. */
  readonly environments?: readonly Output[];
  /** By the output of each step that runs its build: the same step again, which does not fail and holds its log. */
  readonly logs?: ReadonlyMap<Output, () => Output>;
}

const COMPILED = '/wheel';

/**
 * The wheels of packages, by name.
 *
 * @param made where each of them is found again, and everything that they are built with.
 */
export function wheels(
  context: GraphContext,
  packages: readonly PlannedPackage[],
  on: BuildStages,
  made: Map<PlannedPackage, WheelOutput>,
): ReadonlyMap<string, WheelOutput> {
  const place = packagesPlace(context.foundation.places);
  return new Map(
    packages.map((planned) => {
      const span = planned.span ?? place;
      const wheel =
        made.get(planned) ??
        (planned.kind === 'wheel'
          ? readyWheel(context, { ...planned, ...(span && { span }) }, on.interpreter)
          : compiledWheel(context, { ...planned, ...(span && { span }) }, on, made));
      made.set(planned, wheel);
      return [planned.name, wheel];
    }),
  );
}

function readyWheel(
  context: GraphContext,
  { name, file, origin, span }: PlannedWheel,
  interpreter: Output,
): WheelOutput {
  if (origin.from === 'context') {
    const verified = verifiedFile(context, origin, interpreter, span);
    if (verified) return { name, source: verified, file: baseName(origin.path), verified };
    return { name, source: context.contextFiles(origin), file: origin.path };
  }
  return { name, source: remoteFile(context, origin, file, interpreter, span), file };
}

/** Keyed only by source, compiler stage and build requirements. */
function compiledWheel(
  context: GraphContext,
  planned: PlannedCompile,
  on: BuildStages,
  made: Map<PlannedPackage, WheelOutput>,
): WheelOutput {
  const source = compileSource(context, planned, on.interpreter);
  const logs = new Map<Output, () => Output>();
  const compile = (
    built: { readonly requirements: readonly string[] | null } & BuildAttempt,
  ): Output => {
    const { requirements, earlier, final, mounts } = built;
    const request = {
      ...source.request,
      ...{ out: COMPILED, epoch: EPOCH, requirements, earlier, final },
      ...lockedAs(planned),
      ...(planned.asks === true && { watched: true }),
    };
    const made: Step = {
      stage: 'wheels',
      title: `compile ${titleOf(planned)}${earlier === null ? '' : AGAIN}`,
      root: on[planned.stage],
      script: 'compile.py',
      python: context.foundation.python.executable,
      args: [JSON.stringify(request)],
      mounts: [uvMount(context), ...mounts, source.mount, output({ target: COMPILED })],
      access: planned.network === true ? 'network' : 'none',
      span: planned.span,
    };
    const compiled = step(context, made).mount(COMPILED);
    // Where it fails it is built in the compiler stage, and its log there is the one that counts.
    if (planned.asks === true) return compiled;
    logs.set(compiled, () =>
      step(context, {
        ...made,
        title: `log the failing build of ${titleOf(planned)}`,
        mounts: [...made.mounts, output({ target: LOGS })],
        ignoreCache: true,
        logged: LOGS + LOG_ANSWER,
      }).mount(LOGS),
    );
    return compiled;
  };
  const verified = source.verified && { verified: source.verified };
  const { name, requirements } = planned;
  if (requirements !== undefined) {
    const mounted = [...wheels(context, requirements, on, made).values()].map((wheel) =>
      wheelMount(wheel, '/run/grocker/requirements'),
    );
    const output = compile({
      requirements: mounted.map(({ path }) => path),
      mounts: mounted.map(({ mount }) => mount),
      earlier: null,
      final: true,
    });
    return { name, source: output, compiled: [output], environments: [], logs, ...verified };
  }
  const {
    output: last,
    outputs,
    environments,
  } = attempts(context, planned, on, false, (given) => compile({ requirements: null, ...given }));
  return { name, source: last, compiled: outputs, environments, logs, ...verified };
}

/** The locked version of the wheel that is built. A commit has the version that its build gives it. */
function lockedAs(planned: PlannedCompile) {
  const version = promisedVersion(planned);
  if (version === undefined) return {};
  return { locked: { version: planned.origin.from === 'git' ? null : version } };
}

function titleOf({ name, version, role }: PlannedCompile): string {
  return role === 'dependency' && version !== null ? `${name} ${version}` : name;
}

/** A wheel where a step finds it in a directory: a file, or a directory with nothing but the file. */
export function wheelMount(
  { name, source, file }: WheelOutput,
  directory: string,
): { readonly path: string; readonly mount: Mount } {
  const path = `${directory}/${file === undefined ? name : baseName(file)}`;
  return {
    path,
    mount: bind({ target: path, source, ...(file !== undefined && { selector: `/${file}` }) }),
  };
}

/** All wheels side by side, for --output type=local. */
export function wheelhouse(context: StepContext, all: readonly WheelOutput[]): Output {
  if (all.length === 0) return scratch;
  return file(
    scratch,
    all.map(({ source, file: name }) =>
      name === undefined
        ? copy({ from: source, src: '/', dest: '/', contentsOnly: true })
        : copy({ from: source, src: `/${name}`, dest: '/' }),
    ),
    { name: vertexName(context, 'wheels', `wheelhouse of ${all.length}`) },
  );
}
