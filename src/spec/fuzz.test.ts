import { dump } from 'js-yaml';
import { expect, it } from 'vitest';
import { buildCodes } from '../diagnostics/build-codes.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { lint } from '../rules/lint.ts';
import { rules } from '../rules/rules.ts';
import { definitionCodes } from '../diagnostics/definition-codes.ts';
import { jsonSchema } from './json-schema.ts';
import { parseSpec } from './parse-spec.ts';

/** More by GROCKER_FUZZ_CASES, others by GROCKER_FUZZ_SEED. */
const cases = Number(process.env['GROCKER_FUZZ_CASES'] ?? 10_000);
const firstSeed = Number(process.env['GROCKER_FUZZ_SEED'] ?? 1);

const knownCodes = new Set([
  ...Object.keys(definitionCodes),
  ...Object.keys(buildCodes),
  ...rules.map(({ meta }) => meta.code),
  'unknown-rule',
]);

/** Examples of every key, alone and together, in both styles of YAML. */
const seeds: readonly string[] = (() => {
  const properties = Object.entries(jsonSchema().properties ?? {});
  const examples = properties.flatMap(([key, property]) =>
    typeof property === 'object'
      ? (property.examples ?? []).map((example) => ({ [key]: example }))
      : [],
  );
  const { release, project, ...together } = Object.fromEntries(
    examples.flatMap(Object.entries<unknown>),
  );
  return [
    ...examples.map((example) => dump(example)),
    dump({ ...together, release }),
    dump({ ...together, project }, { flowLevel: 2 }),
    'x-base: &base {A: "1", B: "${V}"}\nargs: {V: "1"}\nenvs:\n  <<: *base\n  C: |\n    one\n    two\nservices:\n  w: {envs: {A: 2}}\n  v:\n',
    ...Object.values(definitionCodes).flatMap(({ bad }) => (bad.length < 1000 ? [bad] : [])),
  ];
})();

const tokens = [
  ...[
    ':',
    ': ',
    '- ',
    '? ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '#',
    ' #',
    '&a ',
    '*a',
    '!',
    '!!str ',
    '|',
    '>',
    '|-\n',
  ],
  ...[
    "'",
    '"',
    '\\',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '  ',
    '%',
    '@',
    '`',
    '---\n',
    '...\n',
    '<<: ',
  ],
  ...[
    '${',
    '${V}',
    '$${',
    '}',
    '~',
    'null',
    'true',
    '0',
    '-1',
    '1e999',
    '.nan',
    '0x',
    '2026-13-01',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '\u0000',
    '\uFEFF',
    '\uD800',
    '😀',
    '名',
    '\u2028',
    '\u0085',
  ],
  ...[
    '../',
    '/',
    '..',
    '..\\',
    '==',
    '@ https://',
    ';',
    '[a]',
    '.whl',
    'x-',
    'envs',
    'services',
    'args',
  ],
];

/** mulberry32: the same cases for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function mutate(text: string, random: (below: number) => number): string {
  const at = random(text.length + 1);
  const lines = text.split('\n');
  const line = random(lines.length);
  switch (random(8)) {
    case 0:
      return text.slice(0, at) + (tokens[random(tokens.length)] ?? '') + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + random(8));
    case 2:
      return text.slice(0, at) + (tokens[random(tokens.length)] ?? '') + text.slice(at + 1);
    case 3:
      return lines.toSpliced(line, 1).join('\n');
    case 4:
      return lines.toSpliced(random(lines.length), 0, lines[line] ?? '').join('\n');
    case 5:
      return lines
        .with(line, `${' '.repeat(random(6))}${(lines[line] ?? '').trimStart()}`)
        .join('\n');
    case 6:
      return text + (seeds[random(seeds.length)] ?? '');
    default: {
      const other = seeds[random(seeds.length)] ?? '';
      const from = random(other.length + 1);
      return text.slice(0, at) + other.slice(from, from + random(40)) + text.slice(at);
    }
  }
}

function check(text: string): void {
  const source = new SourceText('grocker.yml', text);
  const { spec, diagnostics } = parseSpec(source);
  const found = lint(source, () => ({ locks: [], hasSystemLock: false, client: 'other' }));
  const lines = source.text.startsWith('\uFEFF') ? new SourceText('', text.slice(1)) : source;
  for (const { code, message, span } of [...diagnostics, ...found]) {
    if (!knownCodes.has(code)) throw new Error(`unknown code ${code}`);
    if (message.includes('undefined') && !text.includes('undefined')) throw new Error(message);
    if (span === undefined) throw new Error(`${code} has no place`);
    const { start, end } = span;
    const isOrdered =
      start.line < end.line || (start.line === end.line && start.column <= end.column);
    const isInside =
      end.line <= lines.lineCount &&
      end.column <= lines.line(end.line).length + 3 &&
      start.column >= 1;
    if (!isOrdered || !isInside) throw new Error(`${code} is at ${JSON.stringify(span)}`);
  }
  const hasErrors = diagnostics.some(({ severity }) => severity === 'error');
  if (hasErrors !== (spec === undefined)) throw new Error('a spec with errors, or none without');
}

it(
  `gives only diagnostics in ${cases} mutated files`,
  () => {
    const failures: unknown[] = [];
    for (const text of seeds) check(text);
    for (let seed = firstSeed; seed < firstSeed + cases && failures.length < 5; seed++) {
      const random = randomOf(seed);
      let text = seeds[random(seeds.length)] ?? '';
      for (let count = 1 + random(4); count > 0; count--) text = mutate(text, random);
      try {
        check(text);
      } catch (error) {
        failures.push({ seed, text, error: error instanceof Error ? error.stack : error });
      }
    }
    expect(failures).toStrictEqual([]);
  },
  cases * 20,
);
