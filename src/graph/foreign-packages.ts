import type { Output } from '../llb/llb.ts';
import type { SystemInstall } from '../plan/plan.ts';
import { EPOCH } from './agreed.ts';
import type { GraphContext } from './graph-context.ts';
import { changedRoot } from './image-root.ts';
import { debFileName, systemPackageMounts } from './system-packages.ts';

/** The script, whose exit status says which of the files it cannot install. */
export const FOREIGN_PACKAGES = 'foreign-packages.sh';

/** Installs Debian packages that run no program when they are installed, by the host's dpkg. */
export function installForeignPackages(
  context: GraphContext,
  host: GraphContext,
  below: Output,
  { requested, files, span }: SystemInstall,
): Output {
  if (files.length === 0) return below;
  return changedRoot(context, below, {
    stage: 'root',
    title: `apt: ${requested.join(' ')}`,
    script: FOREIGN_PACKAGES,
    args: [String(EPOCH), ...files.map(debFileName)],
    mounts: systemPackageMounts(context, 'root', files, host.base, span),
    span,
  });
}
