import { describe, expect, it } from 'vitest';
import { formats } from '../../src/lock/formats/formats.ts';
import { hostileReaders, readHostile } from '../support/hostile-readers.ts';
import type { HostileReader } from '../support/hostile-readers.ts';
import { hostileText, manyParts, repeated } from '../support/hostile-shapes.ts';

/** Texts tried for each reader; GROCKER_FUZZ_CASES asks for more, GROCKER_FUZZ_SEED for other ones. */
const count = Number(process.env['GROCKER_FUZZ_CASES'] ?? 2);
const seed = Number(process.env['GROCKER_FUZZ_SEED'] ?? 1);
/** UTF-16 code units. */
const length = Number(process.env['GROCKER_FUZZ_LENGTH'] ?? 1_000_000);
/** Milliseconds of the CPU that a text of a million characters may take: what is not linear takes minutes. */
const most = 2000 * Number(process.env['GROCKER_FUZZ_PATIENCE'] ?? 5);

/** Milliseconds of the CPU that reading a text takes. */
function cost(reader: HostileReader, text: string): number {
  const before = process.cpuUsage();
  readHostile(reader, text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Numbers below a bound, the same for one seed (mulberry32). */
function numbers(start: number): (below: number) => number {
  let state = start >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function reader(name: string): HostileReader {
  const found = hostileReaders.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no reader of ${name}`);
  return found;
}

it.each(formats.map(({ name, patterns: [file] }) => ({ name, file })))(
  'the lock format $name has hostile texts in test/support/hostile-readers.ts',
  ({ file }) => {
    expect(hostileReaders.map(({ name }) => name)).toContain(file);
  },
);

describe('a file of hostile shapes is read in linear time', () => {
  const named: readonly (readonly [string, string, string])[] = [
    ['grocker.yml', 'a release of @', hostileText('release: "….whl"', '@', 240_000)],
    ['grocker.yml', 'many extras', manyParts('release: a[…b]', 'e%,', 250_000)],
    ['grocker.yml', 'equal findings on one line', hostileText('packages: [a…]', ',"?"', 195_000)],
    ['grocker.yml', 'unknown arguments', hostileText('release: …', '${A}', 250_000)],
    [
      'grocker.yml',
      'an argument that is repeated',
      `args: {A: "${'a'.repeat(20_000)}"}\nenvs: {B: "${'${A}'.repeat(18_000)}"}`,
    ],
    ['requirements.txt', 'many extras', manyParts('a[…b]==1', 'e%,', 700_000)],
    ['requirements.txt', 'a path of brackets', hostileText('a @ …]', '[', 400_000)],
    ['constraints', 'many extras', manyParts('a[…b]==1', 'e%,', 700_000)],
    ['METADATA', 'continued lines', hostileText('Name: a\nSummary: a\n…', ' a\n', 1_000_000)],
    ['pyproject.toml', 'a dotted key', hostileText('…b = 1', 'a.', 400_000)],
    ['pyproject.toml', 'a dotted header', hostileText('[…b]', 'a.', 400_000)],
    ['pyproject.toml', 'blanks', hostileText('a = "…"', ' ', 200_000)],
    [
      'pyproject.toml',
      'many mistakes',
      manyParts('[project]\nname = "a"\nversion = "1"\ndependencies = […]', '"a %",', 400_000),
    ],
    ['uv.lock', 'a dotted key', hostileText('…b = 1', 'a.', 400_000)],
    ['grocker.lock', 'a dotted key', hostileText('…b = 1', 'a.', 400_000)],
    ['Pipfile.lock', 'nested lists', hostileText('{"default": …', '[', 400_000)],
    [
      'poetry.lock',
      'wildcards',
      hostileText(
        '[[package]]\nname = "b"\nversion = "1"\noptional = false\npython-versions = "1…."\nfiles = []\n' +
          '[metadata]\nlock-version = "2.1"\npython-versions = "*"\ncontent-hash = "0"\n',
        '.x',
        100_000,
      ),
    ],
  ];

  it.each(named)('%s: %s', (name, _, text) => {
    expect(cost(reader(name), text)).toBeLessThan(most);
  });

  it.each(hostileReaders.map((each) => [each.name, each] as const))(
    '%s: random texts',
    (_, each) => {
      const random = numbers(seed);
      for (let at = 0; at < count; at++) {
        const template = each.templates[random(each.templates.length)] ?? '…';
        const unit = repeated[random(repeated.length)] ?? 'a';
        const text = hostileText(template, unit, Math.min(length, each.longest));
        expect(cost(each, text), `${template} of ${JSON.stringify(unit)}`).toBeLessThan(most);
        const [whole, part] = each.parts[random(each.parts.length)] ?? ['…', 'a%\n'];
        const many = manyParts(whole, part, Math.min(length, each.longest));
        expect(cost(each, many), `${whole} of ${JSON.stringify(part)}`).toBeLessThan(most);
      }
    },
    count * 60_000,
  );
});
