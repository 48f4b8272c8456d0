/**
 * The runtime that suits a release best, if none was chosen.
 * Core metadata specification (Requires-Python, Classifier), PEP 425 (tags), release schedules.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { pythonReleases } from './python-releases.ts';
import type { Specifier } from './specifier.ts';
import { formatSpecifiers, specifierContains } from './specifier.ts';
import type { Version } from './version.ts';
import { compareVersions, parseVersion } from './version.ts';
import { parseWheelName } from './wheel-name.ts';

/** The facts of an index about one release. */
export interface ReleaseFacts {
  readonly name: string;
  readonly version: string;
  /** Empty if it says nothing. */
  readonly requiresPython: readonly Specifier[];
  readonly classifiers: readonly string[];
  /** Names of its wheels and sdists. */
  readonly files: readonly string[];
  /** ISO 8601, of its first file; undefined if the index does not tell. */
  readonly uploaded: string | undefined;
}

export interface RuntimeCandidate {
  readonly name: string;
  /** `3.13` */
  readonly pythonVersion: string;
}

export interface RuntimeChoice<Runtime extends RuntimeCandidate> {
  /** Undefined if requires-python excludes every candidate; a diagnostic says so. */
  readonly runtime: Runtime | undefined;
  /** One line for the person who did not choose. */
  readonly reason: string;
  readonly diagnostics: readonly Diagnostic[];
}

interface Suitability<Runtime> {
  readonly runtime: Runtime;
  readonly version: Version;
  /** The release has a wheel that this Python on Linux takes. */
  readonly hasWheel: boolean;
  /** A classifier names this Python. */
  readonly declared: boolean;
  /** Days between the release and the life of this Python; 0 within it, or where it is declared. */
  readonly distance: number;
}

/**
 * The best of the candidates: first one that has a wheel, then one from the release's time, then one
 * that the release names, then the newest; where none is from its time, the nearest to it.
 * Candidates with the same Python are in their order.
 */
export function chooseRuntime<Runtime extends RuntimeCandidate>(
  release: ReleaseFacts,
  runtimes: readonly Runtime[],
): RuntimeChoice<Runtime> {
  const title = `${release.name} ${release.version}`;
  const [best] = runtimes
    .flatMap((runtime) => suitability(release, runtime) ?? [])
    .sort(bySuitability);
  if (best === undefined) {
    const required = formatSpecifiers(release.requiresPython);
    const message = `no runtime has a Python that ${title} accepts (${required})`;
    const help = 'Describe one under `runtimes` and name it with `runtime`.';
    return {
      runtime: undefined,
      reason: message,
      diagnostics: [{ code: 'no-suitable-runtime', severity: 'error', message, help }],
    };
  }
  const { runtime } = best;
  if (best.distance > 0 && release.uploaded !== undefined) {
    const day = release.uploaded.slice(0, 10);
    const then = pythonsOf(day);
    return {
      runtime,
      reason: `runtime ${runtime.name}: its Python is the nearest to ${title} of ${day}`,
      diagnostics: [outOfTime(title, day, then, best.runtime.pythonVersion)],
    };
  }
  const why = best.declared
    ? `the newest Python that ${title} names`
    : best.hasWheel && hasBinaryWheels(release)
      ? `the newest Python that ${title} has wheels for`
      : `the newest Python that suits ${title}`;
  return { runtime, reason: `runtime ${runtime.name}: ${why}`, diagnostics: [] };
}

function outOfTime(
  title: string,
  day: string,
  then: readonly string[],
  pythonVersion: string,
): Diagnostic {
  const latest = then.at(-1);
  const were = then.length === 1 ? 'was' : 'were';
  const current = latest === undefined ? '' : `, when Python ${then.join(', ')} ${were} current`;
  const example = latest === undefined ? '' : `, such as one with the image python:${latest}-slim`;
  return {
    code: 'runtime-out-of-time',
    severity: 'warning',
    message: `${title} was released on ${day}${current}; it may not work with Python ${pythonVersion}`,
    help: `Describe a runtime of its time under \`runtimes\`${example}.`,
  };
}

function suitability<Runtime extends RuntimeCandidate>(
  release: ReleaseFacts,
  runtime: Runtime,
): Suitability<Runtime> | undefined {
  const { pythonVersion } = runtime;
  const version = parseVersion(pythonVersion);
  // Images get every new patch version: a release that excludes late ones excludes the minor version.
  if (version === undefined || !specifierContains(release.requiresPython, `${pythonVersion}.99`)) {
    return undefined;
  }
  const declared = release.classifiers.includes(
    `Programming Language :: Python :: ${pythonVersion}`,
  );
  const distance =
    declared || release.uploaded === undefined ? 0 : daysFrom(release.uploaded, pythonVersion);
  return { runtime, version, hasWheel: hasWheelFor(release, version), declared, distance };
}

function bySuitability(left: Suitability<unknown>, right: Suitability<unknown>): number {
  return (
    Number(right.hasWheel) - Number(left.hasWheel) ||
    left.distance - right.distance ||
    Number(right.declared) - Number(left.declared) ||
    compareVersions(right.version, left.version)
  );
}

function daysFrom(uploaded: string, pythonVersion: string): number {
  const day = Date.parse(uploaded);
  const python = pythonReleases.find(({ minor }) => minor === pythonVersion);
  if (python === undefined || Number.isNaN(day)) return 0;
  const before = Date.parse(python.released) - day;
  const after = day - Date.parse(python.ended);
  return Math.max(0, Math.ceil(Math.max(before, after) / 86_400_000));
}

function pythonsOf(day: string): readonly string[] {
  return pythonReleases
    .filter(({ released, ended }) => released <= day && day <= ended)
    .map(({ minor }) => minor);
}

/** Each tag of the wheels that Linux may take, in its three parts. */
function linuxTags(release: ReleaseFacts): readonly (readonly string[])[] {
  return release.files
    .flatMap((file) => parseWheelName(file)?.tags ?? [])
    .map((tag) => tag.split('-'))
    .filter(([, , platform]) => platform === 'any' || platform?.includes('linux'));
}

function hasBinaryWheels(release: ReleaseFacts): boolean {
  return linuxTags(release).some(([, , platform]) => platform !== 'any');
}

function hasWheelFor(release: ReleaseFacts, version: Version): boolean {
  const [major, minor] = version.release;
  return linuxTags(release).some(([python = '', abi]) => {
    const match = /^(py|cp)([0-9])([0-9]*)$/.exec(python);
    if (match?.[2] !== String(major)) return false;
    const isOwn = match[3] === String(minor);
    const isOlder = match[3] === '' || Number(match[3]) <= Number(minor);
    if (match[1] === 'py') return abi === 'none' && isOlder;
    return abi === 'abi3' ? isOlder : isOwn && (abi === 'none' || abi?.endsWith('t') === false);
  });
}
