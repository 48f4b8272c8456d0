import { output, type Output } from '../llb/llb.ts';
import type { Foundation } from '../plan/plan.ts';
import type { GraphContext } from './graph-context.ts';
import type { Stages } from './stages.ts';
import { step, UV, uvMount } from './step.ts';

/** The filesystem that packages are installed on: only the packages themselves get into the image. */
export interface InstallStage {
  /** A filesystem with the Python of the image and its virtual environment. */
  readonly root: Output;
  /** The cache of a uv that has queried this Python, which takes as long as installing a small wheel. */
  readonly known: Output;
}

/** Where a step of install.py finds the cache. */
export const KNOWN = '/run/grocker/known';

/**
 * The interpreter stage itself, or what is there sooner: Debian's Python runs as soon as it is unpacked, which takes a
 * third of the time that installing it takes.
 */
export function installStage(
  context: GraphContext,
  { interpreter, interpreterFiles }: Pick<Stages, 'interpreter' | 'interpreterFiles'>,
): InstallStage {
  const { venv, python, base } = context.foundation;
  const unpacked = isUnpackedPython(context.foundation);
  const made = step(context, {
    stage: 'interpreter',
    title: unpacked ? 'unpack Python for the installs' : "query Python's version and tags",
    root: unpacked ? context.base : interpreter,
    readonlyRoot: !unpacked,
    script: 'install-stage.sh',
    args: [UV, venv, python.executable, KNOWN, ...(unpacked ? ['unpack'] : [])],
    mounts: [uvMount(context), ...(unpacked ? interpreterFiles : []), output({ target: KNOWN })],
    access: 'none',
    span: base.span,
  });
  return { root: unpacked ? made.root : interpreter, known: made.mount(KNOWN) };
}

/**
 * Whether the interpreter is a file of Debian's python3, no link that a package makes when it is configured, and nothing
 * is next to it that might want its dependencies configured before it can be unpacked.
 */
function isUnpackedPython({ python, system }: Foundation): boolean {
  const { requested, files } = system.interpreter;
  return (
    python.executable === '/usr/bin/python3' &&
    files.some(({ name }) => name === 'python3-minimal') &&
    requested.every((name) => name === 'python3' || name.startsWith('python3-'))
  );
}
