import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wheelRows } from '../../src/commands/wheels/wheel-rows.ts';
import { formats } from '../../src/lock/formats/formats.ts';
import { selectDistributions } from '../../src/lock/select-distributions.ts';
import { caseRequest, environments, json, lockCases, readCaseLock } from '../support/lock-case.ts';

/** The project's own cases, and those of a folder of real locks where one is named. */
const roots = [
  join(import.meta.dirname, '../locks'),
  ...(process.env['GROCKER_LOCK_CASES'] === undefined ? [] : [process.env['GROCKER_LOCK_CASES']]),
];

const readFormats = lockCases(join(import.meta.dirname, '../locks')).flatMap((of) =>
  of.selections.map(({ lock }) => readCaseLock(of, lock).format),
);

it.each(formats.map(({ name }) => name))('the lock format %s has a case in test/locks', (name) => {
  expect(readFormats).toContain(name);
});

for (const of of roots.flatMap(lockCases)) {
  describe(`lock case ${of.name}`, () => {
    for (const selection of of.selections) {
      for (const [environment, target] of Object.entries(environments)) {
        const expected = join(of.directory, 'expected', `${selection.id}-${environment}.json`);
        it(`${selection.id} for ${environment}`, () => {
          const lock = readCaseLock(of, selection.lock);
          const selected = selectDistributions(lock, caseRequest(selection, target));
          const { distributions } = selected;
          const diagnostics = selected.diagnostics.filter(({ severity }) => severity === 'error');
          if (!existsSync(expected)) {
            expect(diagnostics.map(({ code }) => code)).toContain('lock-python');
            return;
          }
          const rows = wheelRows(distributions, selection.lock);
          expect(rows).toEqual(json(expected));
          // The rows have everything that is reported.
          expect(diagnostics.map(({ code }) => code)).toEqual(
            rows.filter(({ kind }) => kind === 'unavailable').map(() => 'lock-unavailable'),
          );
        });
      }
    }
    for (const selection of of.mustFail) {
      it(`${selection.id} is refused`, () => {
        const lock = readCaseLock(of, selection.lock);
        for (const target of Object.values(environments)) {
          const { diagnostics } = selectDistributions(lock, caseRequest(selection, target));
          expect(diagnostics.length).toBeGreaterThan(0);
        }
      });
    }
  });
}
