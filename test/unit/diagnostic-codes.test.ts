import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildCodes } from '../../src/diagnostics/build-codes.ts';
import { rules } from '../../src/rules/rules.ts';
import { definitionCodes } from '../../src/spec/definition-codes.ts';

const src = new URL('../../src/', import.meta.url);

/** How the sources name the code of a diagnostic. */
const mentions: readonly RegExp[] = [
  /\bcode: '([a-z0-9]+(?:-[a-z0-9]+)*)'/g,
  /\b(?:errorAt|textError|lockError|lockDiagnostic|problem)\(\s*(?:[\w.()[\]?, ]+,\s*)?'([a-z0-9]+(?:-[a-z0-9]+)+)'/g,
];

const used = new Map<string, string>();
for (const name of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
  const text = readFileSync(new URL(name, src), 'utf8');
  for (const [, code = ''] of mentions.flatMap((pattern) => [...text.matchAll(pattern)])) {
    used.set(code, name);
  }
}

const documented = new Set([
  ...Object.keys(definitionCodes),
  ...Object.keys(buildCodes),
  ...rules.map(({ meta }) => meta.code),
]);

it('every code that the sources use is documented', () => {
  const missing = [...used].filter(([code]) => !documented.has(code));
  expect(missing).toStrictEqual([]);
});

it('no code is documented twice', () => {
  const both = Object.keys(buildCodes).filter((code) => Object.hasOwn(definitionCodes, code));
  expect(both).toStrictEqual([]);
});
