import { normalizeName } from '../python/name.ts';
import { baseName } from '../paths/base-name.ts';
import { exitStatuses } from '../graph/agreed.ts';
import { archiveTooLarge } from './archive-too-large.ts';
import type { Explanation } from './explained-failure.ts';
import type { FailedWork } from './failed-work.ts';
import { isScript, request, type Failure } from './failure.ts';

/** Wheels of a group that uv did not install: one of them is damaged or malicious. */
export function installFailure(
  failure: Failure,
  { packages, spec }: Pick<FailedWork, 'packages' | 'spec'>,
): Explanation | undefined {
  if (!isScript(failure, 'install.py')) return undefined;
  const { wheels } = request(failure);
  const names = Array.isArray(wheels) ? wheels.map((path) => distributionOf(String(path))) : [];
  const group = packages.filter(({ name }) => names.includes(name));
  const [only] = group.length === 1 ? group : [];
  const span = only?.span ?? spec.release?.span ?? spec.project?.span;
  const list = group.map(({ name, version }) => `${name} ${version ?? ''}`.trim()).join(', ');
  if (failure.exitCode === exitStatuses.TOO_LARGE) {
    const subject = only ? `the wheel of ${list}` : `one of the wheels of ${list}`;
    return { diagnostic: archiveTooLarge(subject, span) };
  }
  return {
    diagnostic: {
      code: 'wheel-refused',
      severity: 'error',
      message: `uv cannot install ${only ? `the wheel of ${list}` : `one of the wheels of ${list}`}; the step's log says why`,
      ...(span && { span }),
      help: 'See its log above; if uv refuses the content of the wheel, choose another version of it and review who changed it.',
    },
  };
}

/** The name at the beginning of a wheel's, or that of the directory of a compiled one. */
function distributionOf(path: string): string {
  return normalizeName(
    baseName(path).replace(/-.*$/s, (rest) => (path.endsWith('.whl') ? '' : rest)),
  );
}
