import { expect, test } from 'vitest';
import { installedApplication } from './audit-answer.ts';

type Plan = Parameters<typeof installedApplication>[0];

const distributions = ['six', 'csvtool'].map((name) => ({
  ...{ name, version: '1.2.0', scripts: [], modules: [name] },
}));

const plan = (application: string, ...planned: readonly string[]) =>
  ({
    image: { application: { name: application } },
    packages: planned.map((name) => ({ name })),
  }) as unknown as Plan;

test.each([
  ['the project by its name', plan('csvtool', 'six', 'csvtool'), 'csvtool'],
  // A plan has no other name for a project whose build back end has not run.
  ['the only one that is not planned', plan('application', 'six', 'application'), 'csvtool'],
  ['none of several', plan('application'), undefined],
  ['none where all are planned', plan('application', 'six', 'csvtool'), undefined],
])('%s', (_, given, expected) => {
  expect(installedApplication(given, { distributions })?.name).toBe(expected);
});
