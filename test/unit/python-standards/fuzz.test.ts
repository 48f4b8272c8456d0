import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBuildSystem } from '../../../src/python/build-system.ts';
import { parseCoreMetadata } from '../../../src/python/core-metadata.ts';
import {
  dependencyGroupNames,
  resolveDependencyGroups,
} from '../../../src/python/dependency-groups.ts';
import { parseEntryPoints } from '../../../src/python/entry-points.ts';
import { evaluateMarker, MarkerEvaluationError } from '../../../src/python/evaluate-marker.ts';
import { markerDependsOnPatch } from '../../../src/python/marker-patch.ts';
import { parseMarker } from '../../../src/python/marker.ts';
import { ParseError } from '../../../src/diagnostics/parse-error.ts';
import { readProjectMetadata } from '../../../src/python/project-metadata.ts';
import { pythonTarget } from '../../../src/python/python-target.ts';
import { parseRequirement } from '../../../src/python/requirement.ts';
import { parseSdistName } from '../../../src/python/sdist-name.ts';
import { parseSpecifiers, specifierContains } from '../../../src/python/specifier.ts';
import { parseTag } from '../../../src/python/tag.ts';
import { compareVersions, formatVersion, parseVersion } from '../../../src/python/version.ts';
import { parseWheelName } from '../../../src/python/wheel-name.ts';

/** More than usual: GROCKER_TEST_FACTOR=20. */
const numRuns = Math.ceil(2000 * Number(process.env['GROCKER_TEST_FACTOR'] ?? '0.5'));

const { environment } = pythonTarget({
  version: '3.13.5',
  freeThreaded: false,
  architecture: 'amd64',
  libc: { name: 'glibc', version: '2.41' },
});

const words = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '=',
    '!',
    '~',
    ',',
    ';',
    ':',
    '@',
    '.',
    '"',
    "'",
    '-',
  ],
  ...['_', '+', '*', '#', ' ', '\t', '\n', '\r', '\\', '\0', '1', '7', '9', 'a', 'z', 'A', 'Z'],
  ...['é', 'ß', '٣', '\u2028', '\u{1F40D}', '\uD800'],
  ...['1.0', '!=', '===', ' and ', ' or ', ' in ', ' not in ', 'extra', 'extras', 'os_name'],
  ...['python_version', 'python_full_version', "'3.13'", "'a'", '.whl', '.tar.gz', '-py3-none-any'],
  ...['Name: ', 'Version: ', 'Metadata-Version: ', 'Requires-Dist: ', '[console_scripts]', 'a:b'],
  ...['rc', 'post', 'dev', 'v', '~='],
];
const garbled = fc.oneof(
  fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** Runs a parser that may throw a ParseError alone, with offsets within the text. */
function parsed<Result>(text: string, parse: (text: string) => Result): Result | undefined {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    expect([
      error.text,
      0 <= error.start,
      error.start <= error.end,
      error.end <= text.length,
    ]).toEqual([text, true, true, true]);
    return undefined;
  }
}

const parsers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['parseVersion', parseVersion],
  ['parseSpecifiers', parseSpecifiers],
  ['parseMarker', (text) => parseMarker(text)],
  ['parseRequirement', parseRequirement],
  ['parseTag', parseTag],
  ['parseWheelName', parseWheelName],
  ['parseSdistName', (text) => parseSdistName(text)],
  ['parseEntryPoints', parseEntryPoints],
  ['parseCoreMetadata', parseCoreMetadata],
];

describe('a damaged text', () => {
  it.each(parsers)('makes %s throw only its own error', (_, parse) => {
    fc.assert(
      fc.property(garbled, (text) => {
        parsed(text, parse);
      }),
      { numRuns, seed: 20161 },
    );
  });

  it.each(parsers)(
    'of a hundred thousand characters is refused by %s within the time of a test',
    (_, parse) => {
      const long = 100_000;
      for (const unit of [
        '(',
        'a',
        '1',
        '1.',
        ' ',
        '-',
        'a-',
        "a in 'b' ",
        ',',
        '[',
        '.',
        'a:b\n',
        ' \t',
      ]) {
        for (const start of ['', 'a', '1.0', "os_name == '", 'a = ']) {
          const text = start + unit.repeat(long / unit.length);
          parsed(text, parse);
          parsed(`${text}\u0000`, parse);
        }
      }
    },
  );

  it('makes tables of a pyproject.toml diagnostics', () => {
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        garbled,
        fc.constantFrom<unknown>(1, true, new Date(0), 'a', { 'include-group': 'b' }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          fc.constantFrom(
            'name',
            'version',
            'dynamic',
            'dependencies',
            'a',
            'b',
            'scripts',
            'entry-points',
            'optional-dependencies',
            'requires',
            'backend-path',
            'requires-python',
          ),
          tie('value'),
          { maxKeys: 5 },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(value, (table) => {
        const pyproject = { project: table, 'build-system': table, 'dependency-groups': table };
        for (const root of [table, pyproject]) {
          readProjectMetadata(root);
          readBuildSystem(root);
          resolveDependencyGroups(root, ['a', 'b', 'name']);
          dependencyGroupNames(root);
        }
      }),
      { numRuns, seed: 20161 },
    );
  });
});

describe('a parser of a standard', () => {
  const version = fc
    .array(fc.constantFrom('1', '0', '.', 'a', 'b', 'rc', '.post', '.dev', '-', '+', '!', '20'), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => parseVersion(`1${parts.join('')}`))
    .filter((parsedVersion) => parsedVersion !== undefined);

  it('is a version that its normal form gives again', () => {
    fc.assert(
      fc.property(version, (one) => {
        expect(parseVersion(formatVersion(one))).toEqual(one);
      }),
      { numRuns, seed: 20161 },
    );
  });

  it('are versions in one order', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
        const [first, second, third] = [a, b, c].sort(compareVersions);
        if (!first || !second || !third) throw new Error('three versions are three');
        expect(compareVersions(first, third)).toBeLessThanOrEqual(0);
        const equals = specifierContains(parseSpecifiers(`==${formatVersion(second)}`), second);
        expect(equals).toBe(true);
      }),
      { numRuns, seed: 20161 },
    );
  });

  it('are markers that have a value or an error of their own', () => {
    const comparisons = fc.constantFrom(
      "python_version >= '3'",
      "os_name ~= 'a'",
      "'a' in extras",
      "extra == 'x'",
      "'a' == 'b'",
      "python_full_version < '3.13.2'",
      "dependency_groups in 'a'",
      'os_name in sys_platform',
    );
    const marker = fc
      .array(fc.tuple(comparisons, fc.constantFrom(' and ', ' or ')), {
        minLength: 1,
        maxLength: 6,
      })
      .map((parts) => parts.flat().slice(0, -1).join(''));
    fc.assert(
      fc.property(fc.oneof(marker, garbled), (text) => {
        const tree = parsed(text, (written) => parseMarker(written));
        if (tree === undefined) return;
        expect(markerDependsOnPatch(tree, '3.13')).toBeTypeOf('boolean');
        try {
          expect(evaluateMarker(tree, environment)).toBeTypeOf('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(MarkerEvaluationError);
        }
      }),
      { numRuns, seed: 20161 },
    );
  });
});
