import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { resolveDependencyGroups } from '../../../src/python/dependency-groups.ts';
import { evaluateMarker, MarkerEvaluationError } from '../../../src/python/evaluate-marker.ts';
import { parseMarker } from '../../../src/python/marker.ts';
import { normalizeName } from '../../../src/python/name.ts';
import { ParseError } from '../../../src/diagnostics/parse-error.ts';
import { parseRequirement } from '../../../src/python/requirement.ts';
import { parseSdistName } from '../../../src/python/sdist-name.ts';
import { parseSpecifiers, specifierContains } from '../../../src/python/specifier.ts';
import { parseTag, wheelTags } from '../../../src/python/tag.ts';
import type { MarkerEnvironment } from '../../../src/python/target.ts';
import {
  compareVersions,
  formatVersion,
  isPrerelease,
  parseVersion,
} from '../../../src/python/version.ts';
import { bestWheel, parseWheelName, rankTags } from '../../../src/python/wheel-name.ts';
import type { TagRanks } from '../../../src/python/wheel-name.ts';
import { testPython } from '../../support/test-python.ts';

/** More and other cases than usual: GROCKER_TEST_SEED=7 GROCKER_TEST_FACTOR=20. */
const seed = process.env['GROCKER_TEST_SEED'] ?? '20161';
const factor = process.env['GROCKER_TEST_FACTOR'] ?? '0.5';

const text = z.string();
const texts = z.array(text);
const truth = z.boolean();
const undecided = truth.nullable();
const index = z.number();
const anything = z.unknown();

/** Values that later cases refer to by index. */
interface Known {
  readonly environments: MarkerEnvironment[];
  readonly ranks: TagRanks[];
}

/** [ours, the library's], or undefined if the line only tells what later ones need. */
type Compare = (row: unknown, known: Known) => readonly [unknown, unknown] | undefined;

function kind<Row extends z.ZodType>(
  row: Row,
  compare: (row: z.infer<Row>, known: Known) => readonly [unknown, unknown] | undefined,
): Compare {
  return (value, known) => compare(row.parse(value), known);
}

const environment = z.object({
  os_name: text,
  sys_platform: text,
  platform_machine: text,
  platform_python_implementation: text,
  platform_release: text,
  platform_system: text,
  platform_version: text,
  python_version: text,
  python_full_version: text,
  implementation_name: text,
  implementation_version: text,
});

const kinds: ReadonlyMap<string, Compare> = new Map([
  [
    'version',
    kind(z.tuple([text, text.nullable(), truth]), ([written, normal, prerelease]) => {
      const version = parseVersion(written);
      return version === undefined
        ? [null, normal]
        : [
            [formatVersion(version), isPrerelease(version)],
            [normal, prerelease],
          ];
    }),
  ],
  [
    'order',
    kind(z.tuple([text, text, z.number()]), ([left, right, order]) => {
      const [a, b] = [parseVersion(left), parseVersion(right)];
      if (a === undefined || b === undefined) return [null, order];
      const ours = [Math.sign(compareVersions(a, b)), Math.sign(compareVersions(b, a))];
      return [ours, [order, order === 0 ? 0 : -order]];
    }),
  ],
  [
    'specifier',
    kind(
      z.tuple([text, text, undecided, undecided]),
      ([written, version, prereleases, contains]) => {
        const options = prereleases === null ? {} : { prereleases };
        const ours = parsed(() => specifierContains(parseSpecifiers(written), version, options));
        return [ours, contains];
      },
    ),
  ],
  [
    'environment',
    kind(z.tuple([index, environment]), ([at, values], known) => {
      known.environments[at] = values;
      return undefined;
    }),
  ],
  [
    'marker',
    kind(
      z.tuple([text, index, text, texts, texts, anything]),
      ([written, at, extra, extras, groups, result], known) => {
        const values = environment.parse(known.environments[at]);
        const context = { extra, extras: normalized(extras), groups: normalized(groups) };
        return [parsed(() => evaluated(written, values, context)), result];
      },
    ),
  ],
  ['name', kind(z.tuple([text, text]), ([written, normal]) => [normalizeName(written), normal])],
  [
    'requirement',
    kind(z.tuple([text, anything]), ([written, result]) => {
      const ours = parsed(() => {
        const { name, extras, specifiers, url, marker } = parseRequirement(written);
        return {
          name,
          extras: extras.toSorted(),
          specifiers: [...new Set(specifiers.map((one) => one.operator + one.text))].sort(),
          url: url ?? null,
          marker: marker !== undefined,
        };
      });
      return [ours, result];
    }),
  ],
  [
    'interpreter',
    kind(
      z.tuple([text, truth, z.enum(['amd64', 'arm64']), z.enum(['glibc', 'musl']), text, text]),
      ([version, freeThreaded, architecture, libc, libcVersion, tags], known) => {
        known.ranks.push(rankTags(tags.split(' ')));
        const ours = wheelTags({
          version,
          freeThreaded,
          architecture,
          libc: { name: libc, version: libcVersion },
        });
        return [ours.join(' '), tags];
      },
    ),
  ],
  [
    'tag',
    kind(z.tuple([text, texts.nullable()]), ([written, tags]) => [
      parseTag(written)?.toSorted() ?? null,
      tags,
    ]),
  ],
  [
    'wheel',
    kind(z.tuple([text, anything]), ([file, result]) => {
      const wheel = parseWheelName(file);
      if (wheel === undefined) return [null, result];
      const build = wheel.build ? [String(wheel.build.number), wheel.build.suffix] : [];
      return [[wheel.name, formatVersion(wheel.version), build, wheel.tags.toSorted()], result];
    }),
  ],
  [
    'sdist',
    kind(z.tuple([text, anything]), ([file, result]) => {
      const sdist = parseSdistName(file);
      return [sdist === undefined ? null : [sdist.name, formatVersion(sdist.version)], result];
    }),
  ],
  [
    'best-wheel',
    kind(z.tuple([index, texts, text.nullable()]), ([interpreter, names, best], known) => {
      const files = names.map((file) => ({ file }));
      const chosen = bestWheel(files, known.ranks[interpreter] ?? rankTags([]));
      return [chosen?.file ?? null, best];
    }),
  ],
  [
    'group',
    kind(z.tuple([anything, text, anything]), ([groups, name, names]) => {
      const pyproject = { 'dependency-groups': groups };
      const { requirements, diagnostics } = resolveDependencyGroups(pyproject, [name]);
      if (diagnostics.length > 0) return [null, names];
      return [[...new Set(requirements.map((one) => one.name))].sort(), names];
    }),
  ],
]);

function normalized(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(normalizeName));
}

function evaluated(...[written, values, context]: [string, MarkerEnvironment, object]): unknown {
  const marker = parseMarker(written);
  try {
    return evaluateMarker(marker, values, context);
  } catch (error) {
    if (error instanceof MarkerEvaluationError) return 'undefined';
    throw error;
  }
}

/** The value, or null if the text is refused. */
function parsed(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ParseError) return null;
    throw error;
  }
}

it('agrees with the library packaging on tens of thousands of cases', async () => {
  const script = fileURLToPath(new URL('cases.py', import.meta.url));
  const child = spawn(testPython(), [script, seed, factor], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve));

  const known: Known = { environments: [], ranks: [] };
  const differences: string[] = [];
  const seen = new Map<string, number>();
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
    const [name, ...row] = z.array(anything).parse(JSON.parse(line));
    const compare = kinds.get(String(name));
    if (compare === undefined) throw new Error(`unknown kind of case: ${String(name)}`);
    seen.set(String(name), (seen.get(String(name)) ?? 0) + 1);
    const [ours, theirs] = compare(row, known)?.map((value) => JSON.stringify(value)) ?? [];
    if (ours !== theirs) {
      differences.push(`${line.slice(0, 500)} ours: ${String(ours).slice(0, 500)}`);
    }
  }

  expect(await exited).toBe(0);
  expect(differences.slice(0, 20)).toEqual([]);
  expect([...seen.keys()].sort()).toEqual([...kinds.keys()].sort());
  expect([...seen.values()].reduce((sum, count) => sum + count)).toBeGreaterThan(30_000);
}, 300_000);
