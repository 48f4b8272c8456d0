import type { Mount, Output } from '../llb/llb.ts';
import type { SystemPackage } from '../plan/plan.ts';
import type { GraphContext } from './graph-context.ts';
import type { InstallStage } from './install-stage.ts';
import { step } from './step.ts';
import { debFileName, systemPackageMounts } from './system-packages.ts';

/**
 * The filesystem that packages are compiled on, which no image has: the system packages of the root and the compiler
 * stage on a Python that is only unpacked. It waits neither for the configuration of Python nor for the root stage.
 *
 * @param interpreterFiles Python's own packages, for apt, where dpkg alone fails.
 * @returns undefined where compiling needs the compiler stage of the image: Python is not unpacked, or certificates are
 *   added to the root.
 */
export function compilerStage(
  context: GraphContext,
  { root, isUnpacked }: InstallStage,
  interpreterFiles: readonly Mount[],
): Output | undefined {
  const { base, certificates = [], system } = context.foundation;
  if (!isUnpacked || certificates.length > 0 || system.compiler.files.length === 0)
    return undefined;
  const stages = [
    { stage: 'root', ...system.root },
    { stage: 'compiler', ...system.compiler },
  ] as const;
  return step(context, {
    stage: 'compiler',
    title: `apt: ${system.compiler.requested.join(' ')}`,
    root,
    script: 'compiler-stage.sh',
    args: [
      stages.flatMap(({ files }) => files.filter(isCompiledWith).map(debFileName)).join(' '),
      ...stages.flatMap(({ requested }) => requested),
    ],
    mounts: [
      ...interpreterFiles,
      ...stages.flatMap(({ stage, files, span }) =>
        systemPackageMounts(context, stage, files, context.base, span),
      ),
    ],
    access: 'none',
    span: system.compiler.span ?? base.span,
  }).root;
}

/** Installing authorities takes two seconds of a processor, and builds with a network have those of the client or of the tools. */
function isCompiledWith({ name }: SystemPackage): boolean {
  return name !== 'ca-certificates';
}
