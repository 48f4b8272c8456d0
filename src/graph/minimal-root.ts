import { bind, output, type Output } from '../llb/llb.ts';
import { EPOCH } from './agreed.ts';
import type { GraphContext } from './graph-context.ts';
import { readRoot } from './image-root.ts';

const ROOT = '/out';

/**
 * The part of the root stage that an application can use, without a shell, a package manager or their dependencies; see
 * steps/minimal_root.py. It is a filesystem of its own: no layer of the base image is below it.
 */
export function minimalRoot(
  context: GraphContext,
  root: Output,
  reports: readonly Output[],
): Output {
  const { system, python, minimal, places } = context.foundation;
  const libraries = reports.map((_, index) => `/run/grocker/libraries/${index + 1}.json`);
  const request = {
    requested: [...system.interpreter.requested, ...system.root.requested],
    keep: minimal?.keep ?? [],
    libraries,
    epoch: EPOCH,
    ...(context.host && { foreign: true }),
  };
  const made = {
    stage: 'root',
    title: 'copy the files that the application can use',
    script: 'minimal_root.py',
    python: python.executable,
    args: [JSON.stringify(request), ROOT],
    mounts: [
      // Keyed only by the content of this file: a change of the application does not rebuild the root.
      ...reports.map((source, index) =>
        bind({ target: libraries[index] ?? '', source, selector: '/libraries.json' }),
      ),
      output({ target: ROOT }),
    ],
    span: places?.['base'],
  } as const;
  return readRoot(context, root, made, ROOT);
}
