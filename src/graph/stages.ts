import type { Output } from '../llb/llb.ts';
import { EPOCH, type GraphContext } from './graph-context.ts';
import { step } from './step.ts';
import { installSystemPackages, withRepositories } from './system-packages.ts';

/** The stages below the packages, each on top of another. */
export interface Stages {
  /** Base image, Python, the user and an empty virtual environment. */
  readonly interpreter: Output;
  /** The interpreter stage and the system packages that the application needs to run. */
  readonly root: Output;
  /** The root stage and the system packages that compiling needs. */
  readonly compiler: Output;
}

export function stages(context: GraphContext): Stages {
  const { system, repositories } = context.foundation;
  const python = installSystemPackages(context, 'interpreter', context.base, system.interpreter);
  const interpreter = withUserAndVenv(context, python);
  const root = installSystemPackages(
    context,
    'root',
    withRepositories(context, interpreter, repositories),
    system.root,
  );
  const compiler = installSystemPackages(context, 'compiler', root, system.compiler);
  return { interpreter, root, compiler };
}

function withUserAndVenv(context: GraphContext, below: Output): Output {
  const { user, venv, python } = context.foundation;
  return step(context, {
    stage: 'interpreter',
    title: `user ${user.name} and ${venv}`,
    root: below,
    script: 'user-and-venv.sh',
    args: [String(EPOCH), user.name, String(user.uid), user.home, venv, python.executable],
    mounts: [],
    network: false,
  }).root;
}

/** Directories that belong to the image's user, so that it can write where nothing is mounted. */
export function withDirectories(
  context: GraphContext,
  below: Output,
  directories: readonly string[],
): Output {
  if (directories.length === 0) return below;
  return step(context, {
    stage: 'root',
    title: `directories: ${directories.join(' ')}`,
    root: below,
    script: 'directories.sh',
    args: [String(EPOCH), context.foundation.user.name, ...directories],
    mounts: [],
    network: false,
  }).root;
}
