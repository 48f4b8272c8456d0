import { bind, output, type Output } from '../llb/llb.ts';
import { EPOCH } from './agreed.ts';
import type { GraphContext } from './graph-context.ts';
import { readRoot } from './image-root.ts';
import type { Step } from './step.ts';

/** The part of the root stage that an application can use. No layer of the base image is below it. */
export interface MinimalRoot {
  /** Without a shell, a package manager or their dependencies; it does not wait for the installs. */
  readonly alone: Output;
  /** With the shared libraries of the root stage that the installed packages are linked with. */
  readonly linked: Output;
  /** Holds a file if `linked` has more than `alone`, which is rare. */
  readonly difference: Output;
}

const OUT = '/out';
const DIFFERENCE = '/difference';

/** See steps/minimal_root.py and linked_libraries.py. */
export function minimalRoot(
  context: GraphContext,
  root: Output,
  reports: readonly Output[],
): MinimalRoot {
  const { system, python, minimal, places } = context.foundation;
  const request = {
    requested: [...system.interpreter.requested, ...system.root.requested],
    keep: minimal?.keep ?? [],
    epoch: EPOCH,
    ...(context.host && { foreign: true }),
  };
  const made = (
    title: string,
    script: Step['script'],
    args: readonly string[],
    mounts: Step['mounts'],
  ) =>
    readRoot(context, root, {
      stage: 'root',
      title,
      script,
      python: python.executable,
      args: [JSON.stringify(request), OUT, ...args],
      mounts,
      span: places?.['base'],
    });
  const alone = made(
    'copy the files that the application can use',
    'minimal_root.py',
    [],
    [output({ target: OUT })],
  )(OUT);
  const libraries = reports.map((_, index) => `/run/grocker/libraries/${index + 1}.json`);
  const linked = made(
    'libraries that packages are linked with',
    'linked_libraries.py',
    [DIFFERENCE, ...libraries],
    [
      // Keyed only by the content of this file: a change of the application does not run it again.
      ...reports.map((source, index) =>
        bind({ target: libraries[index] ?? '', source, selector: '/libraries.json' }),
      ),
      output({ target: OUT, source: alone }),
      output({ target: DIFFERENCE }),
    ],
  );
  return { alone, linked: linked(OUT), difference: linked(DIFFERENCE) };
}
