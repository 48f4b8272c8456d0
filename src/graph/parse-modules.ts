import { bind, output, type Output } from '../llb/llb.ts';
import { isOfContext } from '../plan/is-of-context.ts';
import type { Plan } from '../plan/plan.ts';
import type { GraphContext } from './graph-context.ts';
import { step } from './step.ts';

/** The file of the answer. */
export const PARSE_ANSWER = '/parse.json';

/** Source text beyond this limit is parsed only by the target check. */
export const PARSED_AT_BUILD = 8_000_000;

/** Modules that are not compiled when they are installed. */
export interface Uncompiled {
  readonly layer: Output;
  /** In the layer, absolute. */
  readonly directory: string;
}

/** The layers whose modules no step has parsed: files of `source`, and an application without byte code. */
export function uncompiled(
  plan: Pick<Plan, 'trees' | 'groups' | 'packages' | 'compileBytecode' | 'venv'>,
  trees: readonly Output[],
  groups: readonly { readonly layer: Output }[],
): readonly Uncompiled[] {
  const sources = plan.trees.flatMap(({ importable, parts }, index) => {
    const [first, layer] = [parts[0], trees[index]];
    return importable && first && layer ? [{ layer, directory: first.to }] : [];
  });
  if (plan.compileBytecode !== false) return sources;
  const own = new Set(plan.packages.filter(isOfContext).map(({ name }) => name));
  const installed = plan.groups.flatMap(({ packages }, index) => {
    const layer = groups[index]?.layer;
    return layer && packages.every((name) => own.has(name))
      ? [{ layer, directory: plan.venv }]
      : [];
  });
  return [...sources, ...installed];
}

/**
 * Parses the modules of directories by the image's Python; see steps/parse.py.
 *
 * @param request.bytes of source text, at most.
 * @param request.command the words that start the container.
 * @param request.started for each part of the application that they name, the files of the first directory that it may be.
 */
export function parseModules(
  context: GraphContext,
  interpreter: Output,
  directories: readonly Uncompiled[],
  request: {
    readonly bytes: number;
    readonly command: readonly string[];
    readonly started: readonly (readonly string[])[];
  },
): Output {
  const { started, ...all } = request;
  const paths = directories.map((_, index) => `/run/grocker/source/${index + 1}`);
  return step(context, {
    stage: 'check',
    title: 'parse modules',
    root: interpreter,
    readonlyRoot: true,
    script: 'parse.py',
    python: context.foundation.python.executable,
    args: [
      JSON.stringify({ directories: paths, ...all, ...(started.length > 0 && { started }) }),
      `/answers${PARSE_ANSWER}`,
    ],
    mounts: [
      ...directories.map(({ layer, directory }, index) =>
        bind({ target: paths[index] ?? '', source: layer, selector: directory }),
      ),
      output({ target: '/answers' }),
    ],
    access: 'none',
  }).mount('/answers');
}
