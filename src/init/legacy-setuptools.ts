import type { Declared } from './declared.ts';
import { isHeldBelow } from '../python/held-below.ts';
import { pinsOf, releaseOf } from './pinned-pythons.ts';
import { doesImport } from './python/imported-names.ts';
import type { PythonModule } from './python/python-module.ts';
import type { ProjectTree } from './tree.ts';

/**
 * The first releases that do not import pkg_resources. Those before them require setuptools in any version, and newer ones
 * do not have it, or do not require it, because every environment had it up to Python 3.11; seen in their wheels.
 */
const IMPORTERS: Readonly<Record<string, string>> = {
  apscheduler: '3.10.2',
  'djangorestframework-simplejwt': '5.3',
  'drf-yasg': '1.21.8',
  fs: '2.5',
  gunicorn: '21',
  honcho: '2',
  'openapi-spec-validator': '0.5',
  'opentelemetry-instrumentation': '0.49',
  plaster: '1.1',
  pyramid: '2.1',
  razorpay: '2',
  tensorboard: '2.21',
};

/** The last series of setuptools with pkg_resources. */
const REQUIREMENT = 'setuptools<81';

/** setuptools, where something needs it that no file requires. */
export function legacySetuptools(
  tree: ProjectTree,
  directories: readonly string[],
  modules: readonly PythonModule[],
  { names, locked }: Declared,
): { readonly requirement: string; readonly because: string } | undefined {
  if (names.has('setuptools') || locked.has('setuptools')) return undefined;
  const pin = directories
    .flatMap((directory) => pinsOf(tree, directory))
    .find(
      ({ name, clause }) => Object.hasOwn(IMPORTERS, name) && isHeldBelow(clause, IMPORTERS[name]),
    );
  if (pin !== undefined) {
    const because = `${releaseOf(pin)} imports pkg_resources`;
    return { requirement: REQUIREMENT, because };
  }
  const module = modules.find(
    ({ imports }) => doesImport(imports, 'pkg_resources') || doesImport(imports, 'setuptools'),
  );
  if (module === undefined) return undefined;
  return { requirement: REQUIREMENT, because: `${module.path} imports it` };
}
