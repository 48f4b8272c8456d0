import { describe, expect, it } from 'vitest';
import type { Plan } from '../plan/plan.ts';
import type { Audit } from './audit.ts';
import { withUsualEntrypoint } from './usual-entrypoint.ts';

const audit: Audit = {
  distributions: [],
  missingLibraries: [],
  missingInterpreters: [],
  missingPrograms: [],
  conflicts: [],
  scripts: [],
  entrypointFound: false,
  requires: [],
  withoutResources: [],
  started: [],
  mistakes: [],
  taken: [],
};

function settled(scripts: readonly string[], isDefault: boolean, entrypointFound = false) {
  const entrypoint = {
    command: ['grocker-runner'],
    isScript: true,
    ...(isDefault && { isDefault }),
  };
  const image = { entrypoint: entrypoint.command, application: { name: 'app' } };
  const distributions = [
    { name: 'app', version: '1', scripts, modules: [] },
    { name: 'other', version: '1', scripts: ['other'], modules: [] },
  ];
  const found = withUsualEntrypoint(
    // Nothing else of the plan is read.
    { entrypoint, image } as unknown as Plan,
    { ...audit, distributions, entrypointFound },
  );
  return [found.plan.image.entrypoint[0], found.audit.entrypointFound, found.remarks.length];
}

describe('an entry point that grocker.yml does not name', () => {
  it.each<[string, string[], unknown[]]>([
    ['is the only script of the application', ['serve'], ['serve', true, 1]],
    ['is the one named like it', ['app', 'app-admin'], ['app', true, 1]],
    ['is left to the error with the list', ['a', 'b'], ['grocker-runner', false, 0]],
    ['is no script of another package', [], ['grocker-runner', false, 0]],
  ])('%s', (_, scripts, expected) => {
    expect(settled(scripts, true)).toEqual(expected);
  });

  it('is grocker-runner if it exists', () => {
    expect(settled(['app', 'grocker-runner'], true, true)).toEqual(['grocker-runner', true, 0]);
  });

  it('is not replaced if one is named', () => {
    expect(settled(['app'], false)).toEqual(['grocker-runner', false, 0]);
  });
});
