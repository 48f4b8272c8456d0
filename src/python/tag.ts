/**
 * Compatibility tags: which wheels an interpreter takes, best first.
 * PEP 425; PEP 384 and PEP 803 (stable ABIs), PEP 600 (manylinux), PEP 656 (musllinux), PEP 703 (free-threaded).
 */
import type { Architecture, Interpreter, LibC } from './target.ts';

const machines: Readonly<Record<Architecture, string>> = { amd64: 'x86_64', arm64: 'aarch64' };

/** The oldest glibc minor that manylinux knows for an architecture (PEP 513, PEP 599). */
const oldestGlibcMinor: Readonly<Record<Architecture, number>> = { amd64: 5, arm64: 17 };

/** glibc minors that had a name of their own before PEP 600. */
const legacyManylinux: ReadonlyMap<number, string> = new Map([
  [17, 'manylinux2014'],
  [12, 'manylinux2010'],
  [5, 'manylinux1'],
]);

/** The kernel's name of the architecture: `x86_64`. */
export function machineOf(architecture: Architecture): string {
  return machines[architecture];
}

function majorAndMinor(version: string): readonly [number, number] {
  const match = /^([0-9]+)\.([0-9]+)/.exec(version);
  if (match === null) throw new RangeError(`not a version of two components: ${version}`);
  return [Number(match[1]), Number(match[2])];
}

function platformTags(architecture: Architecture, libc: LibC): string[] {
  const machine = machines[architecture];
  const [major, minor] = majorAndMinor(libc.version);
  const platforms: string[] = [];
  if (libc.name === 'musl') {
    for (let at = minor; at >= 0; at--) platforms.push(`musllinux_${major}_${at}_${machine}`);
  } else {
    for (let at = minor; at >= oldestGlibcMinor[architecture]; at--) {
      platforms.push(`manylinux_${major}_${at}_${machine}`);
      const legacy = legacyManylinux.get(at);
      if (legacy !== undefined) platforms.push(`${legacy}_${machine}`);
    }
  }
  platforms.push(`linux_${machine}`);
  return platforms;
}

/**
 * `cp313-cp313-manylinux_2_41_x86_64` …, most preferred first, for CPython on Linux.
 * Plain `linux_*` is the last platform: a wheel that names its libc is the better one.
 */
export function wheelTags(interpreter: Interpreter): readonly string[] {
  const [major, minor] = majorAndMinor(interpreter.version);
  const platforms = platformTags(interpreter.architecture, interpreter.libc);
  const python = `cp${major}${minor}`;
  const flags = interpreter.freeThreaded ? 't' : major === 3 && minor < 8 ? 'm' : '';
  const stable = interpreter.freeThreaded ? 'abi3t' : 'abi3';
  const tags: string[] = [];
  const add = (interpreterTag: string, abi: string) => {
    for (const platform of platforms) tags.push(`${interpreterTag}-${abi}-${platform}`);
  };
  add(python, python + flags);
  add(python, stable);
  add(python, 'none');
  for (let older = minor - 1; older >= 2; older--) add(`cp${major}${older}`, stable);
  const pythons = [`py${major}${minor}`, `py${major}`];
  for (let older = minor - 1; older >= 0; older--) pythons.push(`py${major}${older}`);
  for (const version of pythons) add(version, 'none');
  tags.push(`${python}-none-any`);
  for (const version of pythons) tags.push(`${version}-none-any`);
  return tags;
}

/** A compressed tag set may expand to this many tags; one with more is not a tag. */
export const maximumTagSet = 1000;

/** A longer text is not a tag. */
export const maximumTagLength = 16_384;

const simpleTag = /^[a-z_][a-z0-9_]*-[a-z0-9_]+-[a-z0-9_]+$/;
const asciiIdentifier = /^[a-z_][a-z0-9_]*$/;
const unicodeIdentifier = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u;

/**
 * The tags of a compressed tag set: `py2.py3-none-any` is two (PEP 425, "Compressed
 * Tag Sets"); lower case, each once; undefined if the text is not a tag.
 */
export function parseTag(text: string): readonly string[] | undefined {
  if (text.length > maximumTagLength) return undefined;
  const lower = text.toLowerCase();
  if (simpleTag.test(lower)) return [lower];
  const [pythons, abis, platforms, ...more] = lower
    .split('-')
    .map((component) => component.split('.'));
  if (pythons === undefined || abis === undefined || platforms === undefined) return undefined;
  if (more.length > 0 || [pythons, abis, platforms].some((parts) => parts.includes(''))) {
    return undefined;
  }
  if (!pythons.every(isIdentifier)) return undefined;
  if (pythons.length * abis.length * platforms.length > maximumTagSet) return undefined;
  const tags = new Set<string>();
  for (const python of pythons) {
    for (const abi of abis) {
      for (const platform of platforms) tags.add(`${python}-${abi}-${platform}`);
    }
  }
  return [...tags];
}

function isIdentifier(text: string): boolean {
  return asciiIdentifier.test(text) || unicodeIdentifier.test(text);
}
