import { expect, it } from 'vitest';
import { buildCodes } from '../../src/diagnostics/build-codes.ts';
import { definitionCodes } from '../../src/diagnostics/definition-codes.ts';
import { ruleCode, type DiagnosticCode } from '../../src/diagnostics/diagnostic-code.ts';
import { rules } from '../../src/rules/rules.ts';

/** Codes that can be written down are those of the two tables; `npm run typecheck` holds it for all of src. */
const codeOfATable: DiagnosticCode = 'lock-stale';
// @ts-expect-error a made-up code does not compile
const madeUp: DiagnosticCode = 'made-up';

it('a code has one owner', () => {
  const all = [
    ...Object.keys(buildCodes),
    ...Object.keys(definitionCodes),
    ...rules.map(({ meta }) => ruleCode(meta.code)),
  ];
  const twice = all.filter((code, at) => all.indexOf(code) !== at);
  expect(twice).toStrictEqual([]);
  expect(all).toContain(codeOfATable);
  expect(all).not.toContain(madeUp);
});

it.each([...Object.keys(buildCodes), ...Object.keys(definitionCodes)])(
  '%s is kebab-case',
  (code) => {
    expect(code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/);
  },
);
