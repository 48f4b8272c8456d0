import { evaluateMarker, MarkerEvaluationError } from '../../../python/evaluate-marker.ts';
import type { Marker, MarkerCache } from '../../../python/marker.ts';
import { ParseError } from '../../../diagnostics/parse-error.ts';
import type { Specifier } from '../../../python/specifier.ts';
import { specifierContains } from '../../../python/specifier.ts';
import type { MarkerEnvironment } from '../../../python/target.ts';
import type { DeclaredRequirement } from './declared-requirement.ts';
import { uvMarker } from './uv-marker.ts';

/** Two lists of requirements of one project: of its pyproject.toml and of its lock. */
export interface Comparison {
  readonly declared: readonly DeclaredRequirement[];
  readonly locked: readonly DeclaredRequirement[];
  /** Pythons for which they have to mean the same. */
  readonly requiresPython: readonly Specifier[];
  /** Name of the project: `name[extra]` among its own requirements brings that extra. */
  readonly self: string;
}

/** More situations than this are not tried for one requirement: its markers count as equal. */
const mostSituations = 20_000;

/**
 * The first name that the two lists do not ask for alike, undefined if there is none.
 * A lock has its markers rewritten, so they are compared by what they mean: in every situation that
 * the versions and words of both can tell apart.
 */
export function firstDifference(comparison: Comparison): string | undefined {
  const comparer = new Comparer(comparison);
  const allDeclared = byKey(comparison.declared);
  const allLocked = byKey(comparison.locked);
  for (const key of [...new Set([...allDeclared.keys(), ...allLocked.keys()])].sort()) {
    const declared = allDeclared.get(key) ?? [];
    const locked = allLocked.get(key) ?? [];
    const [any] = [...declared, ...locked];
    if (any === undefined || any.name === comparison.self) continue;
    if (!comparer.mean(declared, locked)) return any.name;
  }
  return undefined;
}

function byKey(
  requirements: readonly DeclaredRequirement[],
): ReadonlyMap<string, readonly DeclaredRequirement[]> {
  const found = new Map<string, DeclaredRequirement[]>();
  for (const one of requirements) {
    const same = found.get(one.key);
    if (same) same.push(one);
    else found.set(one.key, [one]);
  }
  return found;
}

class Comparer {
  readonly #comparison: Comparison;
  readonly #markers: MarkerCache = new Map();
  readonly #situations = new Map<string, readonly MarkerEnvironment[]>();
  /** An extra, and the project's extras that it names. */
  readonly #declaredExtras: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #lockedExtras: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(comparison: Comparison) {
    this.#comparison = comparison;
    const extras = new Set<string>();
    for (const { extra, all } of [...comparison.declared, ...comparison.locked]) {
      if (extra !== undefined) extras.add(extra);
      for (const marker of all) for (const name of extrasOf(marker)) extras.add(name);
    }
    const closures = (of: readonly DeclaredRequirement[]) =>
      new Map([...extras].map((extra) => [extra, closure(extra, of, comparison.self)]));
    this.#declaredExtras = closures(comparison.declared);
    this.#lockedExtras = closures(comparison.locked);
  }

  /** Whether both are active in the same situations. */
  mean(declared: readonly DeclaredRequirement[], locked: readonly DeclaredRequirement[]): boolean {
    try {
      const texts = [...declared, ...locked].flatMap(({ all, none }) => [...all, ...none]);
      const markers = texts.flatMap((text) => uvMarker(text, this.#markers) ?? []);
      const situations = this.#situationsOf(markers);
      const states = [undefined, ...this.#statesOf([...declared, ...locked])];
      if (situations.length * states.length > mostSituations) return true;
      return states.every((state) => {
        const inDeclared = state === undefined ? none : this.#declaredExtras.get(state);
        const inLocked = state === undefined ? none : this.#lockedExtras.get(state);
        return situations.every(
          (situation) =>
            this.#isActive(declared, situation, inDeclared ?? none) ===
            this.#isActive(locked, situation, inLocked ?? none),
        );
      });
    } catch (error) {
      // Invalid markers are reported by their evaluation, not here.
      if (error instanceof ParseError || error instanceof MarkerEvaluationError) return true;
      throw error;
    }
  }

  #situationsOf(markers: readonly Marker[]): readonly MarkerEnvironment[] {
    const variables = new Set<string>();
    const versions = new Set<string>();
    for (const marker of markers) collect(marker, variables, versions);
    const key = JSON.stringify([[...variables].sort(), [...versions].sort()]);
    const known = this.#situations.get(key);
    if (known !== undefined) return known;
    const made = situationsOf(variables, versions, this.#comparison.requiresPython);
    this.#situations.set(key, made);
    return made;
  }

  /** The extras of the project that may decide about some requirements. */
  #statesOf(requirements: readonly DeclaredRequirement[]): readonly string[] {
    const named = new Set(
      requirements.flatMap(({ extra, all }) => [
        ...(extra === undefined ? [] : [extra]),
        ...all.flatMap(extrasOf),
      ]),
    );
    if (named.size === 0) return [];
    const brings = (extras: ReadonlySet<string> | undefined) =>
      [...(extras ?? none)].some((name) => named.has(name));
    return [...this.#declaredExtras.keys()].filter(
      (state) => brings(this.#declaredExtras.get(state)) || brings(this.#lockedExtras.get(state)),
    );
  }

  #isActive(
    requirements: readonly DeclaredRequirement[],
    situation: MarkerEnvironment,
    extras: ReadonlySet<string>,
  ): boolean {
    const context = { hasExtra: (name: string) => extras.has(name) };
    const holds = (text: string) => {
      const marker = uvMarker(text, this.#markers);
      return marker === undefined || evaluateMarker(marker, situation, context);
    };
    return requirements.some(
      ({ extra, all, none: not }) =>
        (extra === undefined || extras.has(extra)) && all.every(holds) && !not.some(holds),
    );
  }
}

const none: ReadonlySet<string> = new Set();

function extrasOf(marker: string): readonly string[] {
  return [...marker.matchAll(/extra\s*==\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');
}

function closure(
  extra: string,
  requirements: readonly DeclaredRequirement[],
  self: string,
): ReadonlySet<string> {
  const found = new Set([extra]);
  // More are added while it is walked.
  for (const name of found) {
    for (const one of requirements) {
      if (one.name !== self) continue;
      const brings = one.extra === name || one.all.some((text) => extrasOf(text).includes(name));
      if (!brings) continue;
      const named = /\[(.*?)\]/.exec(one.key)?.[1]?.split(',') ?? [];
      for (const more of named) found.add(more);
    }
  }
  return found;
}

const systems: readonly Pick<
  MarkerEnvironment,
  'os_name' | 'sys_platform' | 'platform_system' | 'platform_machine'
>[] = [
  ['posix', 'linux', 'Linux', ['x86_64', 'aarch64', 'armv7l', 'ppc64le', 's390x']] as const,
  ['posix', 'darwin', 'Darwin', ['arm64', 'x86_64']] as const,
  ['nt', 'win32', 'Windows', ['AMD64', 'ARM64']] as const,
].flatMap(([os_name, sys_platform, platform_system, machines]) =>
  machines.map((platform_machine) => ({
    os_name,
    sys_platform,
    platform_system,
    platform_machine,
  })),
);

const implementations = [
  ['cpython', 'CPython'],
  ['pypy', 'PyPy'],
] as const;

/** Environments that tell apart what the markers name; one where they name nothing. */
function situationsOf(
  variables: ReadonlySet<string>,
  versions: ReadonlySet<string>,
  requiresPython: readonly Specifier[],
): readonly MarkerEnvironment[] {
  const some = (...names: readonly string[]) => names.some((name) => variables.has(name));
  const wantsSystems = some('os_name', 'sys_platform', 'platform_system', 'platform_machine');
  const wantsImplementations = some('implementation_name', 'platform_python_implementation');
  const wantsPythons = some('python_version', 'python_full_version', 'implementation_version');
  const pythons = wantsPythons ? pythonsAround(versions, requiresPython) : ['3.0.0'];
  return pythons.flatMap((python) =>
    (wantsSystems ? systems : systems.slice(0, 1)).flatMap((system) =>
      (wantsImplementations ? implementations : implementations.slice(0, 1)).map(
        ([implementation_name, platform_python_implementation]) => ({
          ...system,
          implementation_name,
          platform_python_implementation,
          platform_release: '',
          platform_version: '',
          python_version: python.split('.').slice(0, 2).join('.'),
          python_full_version: python,
          implementation_version: python,
        }),
      ),
    ),
  );
}

function collect(marker: Marker, variables: Set<string>, versions: Set<string>): void {
  if (marker.kind !== 'comparison') {
    for (const operand of marker.operands) collect(operand, variables, versions);
    return;
  }
  for (const operand of [marker.left, marker.right]) {
    if (operand.kind === 'variable') variables.add(operand.variable);
    else if (/\d/.test(operand.value)) {
      for (const match of operand.value.matchAll(/\d+(?:\.\d+)*/g)) versions.add(match[0]);
    }
  }
}

/** Python 4, and every Python 3 version at, just before and just after the given ones, of those that count. */
function pythonsAround(
  versions: ReadonlySet<string>,
  requiresPython: readonly Specifier[],
): readonly string[] {
  const found = new Set(['3.0.0', '3.99.0', '4.0.0']);
  const named = requiresPython.flatMap(({ text }) => /\d+(?:\.\d+)*/.exec(text)?.[0] ?? []);
  for (const version of [...versions, ...named]) {
    const [major = 3, minor = 0, patch = 0] = version.split('.').map(Number);
    if (major !== 3) continue;
    for (const near of [minor - 1, minor, minor + 1]) {
      if (near >= 0) found.add(`3.${near}.0`).add(`3.${near}.99`);
    }
    for (const near of [patch - 1, patch, patch + 1]) {
      if (near >= 0) found.add(`3.${minor}.${near}`);
    }
  }
  return [...found].filter((version) => specifierContains(requiresPython, version));
}
