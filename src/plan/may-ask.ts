import { readBuildSystem } from '../python/build-system.ts';
import { isHeldBelow } from '../python/held-below.ts';
import type { Requirement } from '../python/requirement.ts';

/** The first release of setuptools that needs no package wheel (setuptools.pypa.io, "History", v70.1.0). */
const WITHOUT_WHEEL = '70.1';

/**
 * Whether the build of a project may ask for packages that its pyproject.toml does not name: it has a setup.py or
 * setup.cfg, or an old setuptools.
 */
export function mayAsk(pyproject: unknown, hasSetup: boolean): boolean {
  const { backend, requires } = readBuildSystem(pyproject).buildSystem;
  return (
    hasSetup ||
    (backend.startsWith('setuptools.') &&
      !requires.some(({ name }) => name === 'wheel') &&
      requires.some(isOldSetuptools))
  );
}

/** Whether a requirement admits only releases of setuptools that need the package wheel. */
export function isOldSetuptools({ name, specifiers }: Requirement): boolean {
  return name === 'setuptools' && specifiers.some((each) => isHeldBelow(each, WITHOUT_WHEEL));
}
