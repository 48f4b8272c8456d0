import { exitStatuses } from '../graph/agreed.ts';
import { FOREIGN_PACKAGES } from '../graph/foreign-packages.ts';
import { systemPlace } from '../plan/planned-places.ts';
import type { Explanation } from './explained-failure.ts';
import type { FailedWork } from './failed-work.ts';
import { isScript, type Failure } from './failure.ts';

/** A package of the system that its own scripts configure, where the builder runs no programs of the image. */
export function foreignPackage(
  failure: Failure,
  { spec, system }: Pick<FailedWork, 'spec' | 'system'>,
): Explanation | undefined {
  if (!isScript(failure, FOREIGN_PACKAGES)) return undefined;
  const { files, requested } = system.root;
  const file = files[(failure.exitCode ?? 0) - exitStatuses.FIRST_NAME];
  if (file === undefined) return undefined;
  const span = file.span ?? systemPlace(spec, 'root');
  const names = requested.includes(file.name) ? '' : `, required by ${requested.join(' or ')}`;
  return {
    diagnostic: {
      code: 'foreign-program',
      severity: 'error',
      message: `apt: ${file.name}${names}: it is configured by its own scripts and programs, and the builder runs none of the image’s platform`,
      ...(span && { span }),
      help: 'Use a builder with a node for that platform, or one that emulates it (docker run --privileged --rm tonistiigi/binfmt --install all).',
    },
  };
}
