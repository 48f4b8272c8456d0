import type { Output } from '../llb/llb.ts';
import { EPOCH } from './agreed.ts';
import type { GraphContext } from './graph-context.ts';
import { compilerStage } from './compiler-stage.ts';
import { installForeignPackages } from './foreign-packages.ts';
import { changedRoot } from './image-root.ts';
import { installStage, type InstallStage } from './install-stage.ts';
import { once } from './once.ts';
import { installSystemPackages, systemPackageMounts, withRepositories } from './system-packages.ts';
import { withSystemSettings } from './system-settings.ts';

/** The stages below the packages, each on top of another. */
export interface Stages {
  /** Base image, Python, the user and an empty virtual environment. */
  readonly interpreter: Output;
  /** The interpreter stage and the system packages that the application needs to run. */
  readonly root: Output;
  /** The root stage and the system packages that compiling needs; made on demand, because few images need it. */
  readonly compiler: Output;
  /** The filesystem that packages are installed on, which is no part of the image. */
  readonly installs: InstallStage;
  /** The stages that packages are resolved and built on: those of the image, or what is there sooner. */
  readonly building: BuildStages;
}

/** The stages that a package may be built on. */
export interface BuildStages {
  readonly interpreter: Output;
  readonly compiler: Output;
}

export function stages(context: GraphContext): Stages {
  const { base, system, repositories, places, python, venv } = context.foundation;
  const files = systemPackageMounts(
    context,
    'interpreter',
    system.interpreter.files,
    context.base,
    base.span,
  );
  const withPython = installSystemPackages(
    context,
    'interpreter',
    context.base,
    system.interpreter,
    files,
  );
  const interpreter = withUserAndVenv(context, withPython);
  const below = withRepositories(context, interpreter, repositories, places?.['repositories']);
  const packages = context.host
    ? installForeignPackages(context, context.host, below, system.root)
    : installSystemPackages(context, 'root', below, system.root);
  const root = withSystemSettings(context, packages);
  const packagesWithPlace = { ...system.interpreter, ...(base.span && { span: base.span }) };
  const parts = { base: context.base, packages: packagesWithPlace, files, interpreter };
  const installs = installStage(context, { ...parts, python, venv });
  const compiler = once(() => installSystemPackages(context, 'compiler', root, system.compiler));
  const compiling = once(() => compilerStage(context, installs, files) ?? compiler());
  return {
    interpreter,
    installs,
    root,
    get compiler() {
      return compiler();
    },
    building: {
      interpreter: installs.root,
      get compiler() {
        return compiling();
      },
    },
  };
}

function withUserAndVenv(context: GraphContext, below: Output): Output {
  const { user, venv, python, base, places } = context.foundation;
  return changedRoot(context, below, {
    stage: 'interpreter',
    title: `user ${user.name} and ${venv}`,
    layer: `user ${user.name} and an empty virtual environment`,
    script: 'user-and-venv.sh',
    args: [String(EPOCH), user.name, String(user.uid), user.home, venv, python.executable],
    span: places?.['user'] ?? base.span,
  });
}

/** Directories that belong to the image's user, so that it can write where nothing is mounted. */
export function withDirectories(
  context: GraphContext,
  below: Output,
  directories: readonly string[],
): Output {
  if (directories.length === 0) return below;
  const { user, places } = context.foundation;
  return changedRoot(context, below, {
    stage: 'root',
    title: `directories: ${directories.join(' ')}`,
    script: 'directories.sh',
    args: [String(EPOCH), String(user.uid), ...directories],
    span: places?.['volumes'] ?? places?.['workdir'],
  });
}
