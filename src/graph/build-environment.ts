import { bind, output, type Mount, type Output } from '../llb/llb.ts';
import type { GraphContext } from './graph-context.ts';
import type { BuildStages } from './stages.ts';
import { step, UV, uvCacheMount, uvMount } from './step.ts';
import { compileSource, type CompileSource } from './compile-source.ts';

const ENVIRONMENT = '/build/environment';
const ASKED = '/run/grocker/asked';
const EARLIER = '/run/grocker/earlier';

/** Ends the title of the second attempt of a step. */
export const AGAIN = ' (second attempt, if needed)';

/** The inputs of a step that runs a package's own code. */
export interface BuildAttempt {
  readonly mounts: readonly Mount[];
  /** Where the output of the attempt before is, if there was one. */
  readonly earlier: string | null;
  /** Whether no other attempt follows. */
  readonly final: boolean;
}

/** The vertices of a step that runs a package's own code, in their order. */
export interface Attempts {
  /** The last attempt's, which has the answer of whichever attempt came to one. */
  readonly output: Output;
  /** For every attempt. */
  readonly outputs: readonly Output[];
  /** For the steps that fetched the build requirements of the attempts. */
  readonly environments: readonly Output[];
}

/**
 * Runs a package's own code with its build requirements: steps with secrets, network and the shared
 * cache fetch them and run nothing; the attempts have none of these. A build back end names further
 * requirements only when it runs, so a second attempt follows with them, which costs little if
 * nothing was missing; a back end that is known not to do so has one attempt.
 */
export function attempts(
  context: GraphContext,
  planned: CompileSource,
  on: Pick<BuildStages, 'interpreter'>,
  ignoreCache: boolean,
  attempt: (given: BuildAttempt) => Output,
  count: 1 | 2 = planned.stage === 'interpreter' && planned.asks !== true ? 1 : 2,
): Attempts {
  const environment = buildEnvironment(context, planned, on, undefined, ignoreCache);
  const first = attempt({
    mounts: [environmentMount(environment)],
    earlier: null,
    final: count === 1,
  });
  if (count === 1) return { output: first, outputs: [first], environments: [environment] };
  const larger = buildEnvironment(context, planned, on, first, ignoreCache);
  const second = attempt({
    mounts: [environmentMount(larger), bind({ target: EARLIER, source: first })],
    earlier: EARLIER,
    final: true,
  });
  return { output: second, outputs: [first, second], environments: [environment, larger] };
}

/** Back ends write next to their own files. */
function environmentMount(source: Output): Mount {
  return bind({ target: ENVIRONMENT, source, noOutput: true });
}

/** A virtual environment of wheels; see steps/fetch-build-environment.py. */
function buildEnvironment(
  context: GraphContext,
  planned: CompileSource,
  { interpreter }: Pick<BuildStages, 'interpreter'>,
  asked: Output | undefined,
  ignoreCache: boolean,
): Output {
  const { declared } = planned;
  const source = declared === undefined ? compileSource(context, planned, interpreter) : undefined;
  const request = {
    uv: UV,
    python: context.foundation.python.executable,
    index: context.foundation.index,
    source: source?.request.source ?? null,
    subdirectory: source?.request.subdirectory ?? '',
    requires: declared ?? null,
    ...(planned.extra && { extra: planned.extra }),
    ...(planned.constraints && { constraints: planned.constraints }),
    asked: asked === undefined ? null : ASKED,
    environment: ENVIRONMENT,
    // A source of the context is built again whenever it is edited, a release once.
    ...(planned.origin.from === 'context' && { byteCode: true }),
  };
  return step(context, {
    stage: 'wheels',
    title: title(planned, asked !== undefined),
    root: interpreter,
    readonlyRoot: true,
    script: 'fetch-build-environment.py',
    python: context.foundation.python.executable,
    args: [JSON.stringify(request)],
    // Sets of constants are in the byte code in an order of their hashes.
    env: { PYTHONHASHSEED: '0' },
    mounts: [
      uvMount(context),
      uvCacheMount(context),
      ...(source ? [source.mount] : []),
      ...(asked ? [bind({ target: ASKED, source: asked })] : []),
      output({ target: ENVIRONMENT }),
    ],
    access: 'index',
    ignoreCache,
    span: planned.span,
  }).mount(ENVIRONMENT);
}

/** Builds with the same requirements share one vertex. */
function title({ name, declared }: CompileSource, isMore: boolean): string {
  if (isMore) return `fetch further build requirements of ${name}, if any`;
  if (declared === undefined) return `fetch build requirements of ${name}`;
  return declared.length === 0
    ? 'create an empty build environment'
    : `fetch ${declared.join(', ')}`;
}
