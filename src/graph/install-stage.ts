import { output, type Mount, type Output } from '../llb/llb.ts';
import type { Foundation, SystemInstall } from '../plan/plan.ts';
import type { StepContext } from './graph-context.ts';
import { step, UV, uvMount } from './step.ts';

/** The filesystem that packages are resolved, built and installed on: only the packages themselves get into the image. */
export interface InstallStage {
  /** A filesystem with the Python of the image and its virtual environment. */
  readonly root: Output;
  /** The cache of a uv that has queried this Python: the query takes as long as installing a small wheel. */
  readonly known: Output;
  /** Whether that Python is unpacked and not configured. */
  readonly isUnpacked: boolean;
}

/** Where a step of install.py finds the cache. */
export const KNOWN = '/run/grocker/known';

/** The inputs of an install stage. */
export interface InstallStageParts extends Pick<Foundation, 'python' | 'venv'> {
  /** The base image's filesystem. */
  readonly base: Output;
  /** The packages of the interpreter stage, and their files. */
  readonly packages: SystemInstall;
  readonly files: readonly Mount[];
  /** The filesystem where they are installed. */
  readonly interpreter: Output;
}

/**
 * The interpreter stage itself, or what is there sooner: Debian's Python runs as soon as it is unpacked, which takes a
 * third of the time that installing it takes.
 */
export function installStage(
  context: StepContext,
  { base, packages, files, interpreter, python, venv }: InstallStageParts,
): InstallStage {
  const isUnpacked = isUnpackedPython(python, packages);
  const made = step(context, {
    stage: 'interpreter',
    title: isUnpacked ? 'unpack Python for the installs' : "query Python's version and tags",
    root: isUnpacked ? base : interpreter,
    readonlyRoot: !isUnpacked,
    script: 'install-stage.sh',
    args: [UV, venv, python.executable, KNOWN, ...(isUnpacked ? ['unpack'] : [])],
    mounts: [uvMount(context), ...(isUnpacked ? files : []), output({ target: KNOWN })],
    access: 'none',
    span: packages.span,
  });
  return { root: isUnpacked ? made.root : interpreter, known: made.mount(KNOWN), isUnpacked };
}

/**
 * Whether the interpreter is a file of Debian's python3 and not a link that a package makes when it is configured, and
 * no other package might need configured dependencies before it can be unpacked.
 */
function isUnpackedPython(
  python: Foundation['python'],
  { requested, files }: SystemInstall,
): boolean {
  return (
    python.executable === '/usr/bin/python3' &&
    files.some(({ name }) => name === 'python3-minimal') &&
    requested.every((name) => name === 'python3' || name.startsWith('python3-'))
  );
}
