import type { Declared } from './declared.ts';
import { isBelow, pinsOf } from './pinned-pythons.ts';
import type { PythonModule } from './python/python-module.ts';
import type { ProjectTree } from './tree.ts';

/** Releases that import pkg_resources and do not require setuptools: up to Python 3.11 every environment had it. */
const IMPORTERS: Readonly<Record<string, string>> = {
  'djangorestframework-simplejwt': '5.3',
  gunicorn: '21',
  'openapi-spec-validator': '0.5',
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
      ({ name, version }) => Object.hasOwn(IMPORTERS, name) && isBelow(version, IMPORTERS[name]),
    );
  if (pin !== undefined) {
    const because = `${pin.name} ${pin.version} imports pkg_resources`;
    return { requirement: REQUIREMENT, because };
  }
  const module = modules.find(({ imports }) =>
    imports.modules.some((name) => /^(?:pkg_resources|setuptools)(?:\.|$)/.test(name)),
  );
  if (module === undefined) return undefined;
  return { requirement: REQUIREMENT, because: `${module.path} imports it` };
}
