import * as z from 'zod/mini';
import { ParseError } from '../diagnostics/parse-error.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { ResolveRequest, StatedMetadata } from '../graph/python-lock.ts';
import type { PylockPackage } from '../lock/formats/pylock/pylock-lock.ts';
import { readPylock } from '../lock/formats/pylock/read-pylock.ts';
import { parseCoreMetadata } from '../python/core-metadata.ts';
import { normalizeName } from '../python/name.ts';
import { parseSpecifier, parseSpecifiers, specifierContains } from '../python/specifier.ts';
import { builtFirst, type Unbuilt } from './built-first.ts';
import type { ResolutionProgress } from './fact-source.ts';
import { failureWords, isFailure } from './failed-answer.ts';
import { stepAnswer } from './step-answer.ts';

/** The inputs of a resolution, besides the metadata that only builds report. */
export type KnownRequest = Omit<ResolveRequest, 'metadata' | 'project'>;

/**
 * The two sides of a resolution: steps that read the index run no package, and steps that run a package read no index.
 */
export interface ResolutionSteps {
  readonly resolve: (request: ResolveRequest) => Promise<string>;
  /** Output of steps/ask-back-end.py: the text of METADATA, or the source to build first; or a failure. */
  readonly metadata: (unbuilt: Unbuilt) => Promise<string>;
  readonly assuming?: ResolutionProgress['assuming'];
}

/** Where the builds of sources have a network, and the Python that the packages are for, as its question has it. */
export interface BuildsOfSources {
  readonly network: readonly string[];
  readonly python: string;
}

const MOST_ROUNDS = 50;

/**
 * Resolves with metadata that only the builds of sources tell. Each round assumes that unknown sources require nothing,
 * and then asks their builds. In the last round all that was assumed is true, so it chooses as a resolver would that
 * builds when it needs to.
 *
 * @param project a directory whose own requirements are resolved.
 */
export async function resolveInRounds(
  steps: ResolutionSteps,
  request: KnownRequest,
  project: Unbuilt | undefined,
  { network, python }: BuildsOfSources,
): Promise<string> {
  const own = project && (await statedMetadata(steps, project));
  if (typeof own === 'string') return own;
  const metadata: StatedMetadata[] = [];
  const asked = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const answer = await steps.resolve({ ...request, project: own ?? null, metadata });
    if (!answer.startsWith('metadata\n')) return answer;
    const { lock, sources } = readUnbuilt(answer, network);
    if (typeof sources === 'string') return sources;
    // Metadata that uv ignores would be requested forever.
    const again = sources.find((source) => asked.has(named(source)));
    if (again !== undefined) return failedBuild(again, 'its build reports another name or version');
    for (const source of sources) asked.add(named(source));
    const metadataRead = Promise.all(sources.map((source) => statedMetadata(steps, source)));
    steps.assuming?.(lock, metadataRead);
    const stated: StatedMetadata[] = [];
    for (const each of await metadataRead) {
      if (typeof each === 'string') return each;
      stated.push(each);
    }
    if (stated.every((each, at) => isAsAssumed(each, sources[at], python))) return lock;
    metadata.push(...stated);
  }
  return `error\nthe resolution did not end after ${MOST_ROUNDS} rounds`;
}

/** The metadata that a source's own build reports, or the answer in place of a resolution. */
async function statedMetadata(
  steps: ResolutionSteps,
  unbuilt: Unbuilt,
): Promise<StatedMetadata | string> {
  const answer = await steps.metadata(unbuilt);
  const failed = (words: string) => failedBuild(unbuilt, words);
  if (isFailure(answer)) return failed(failureWords(answer));
  const { metadata } = stepAnswer('ask-back-end.py', metadataAnswer, answer);
  if (metadata === undefined) return builtFirst(unbuilt);
  try {
    const read = parseCoreMetadata(metadata);
    if (isOther(read, unbuilt)) {
      return failed(
        `its build makes ${read.name} ${read.version}, which is not what was requested`,
      );
    }
    return {
      name: read.name,
      version: read.version,
      requires: read.requiresDist.map(({ text }) => text),
      requiresPython: /^Requires-Python:[ \t]*(.+)$/im.exec(headers(metadata))?.[1]?.trim() ?? null,
      extras: read.providesExtra,
    };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return failed(`its metadata cannot be read: ${error.message}`);
  }
}

const metadataAnswer = z.object({ metadata: z.optional(z.string()) });

/** Whether a source requires nothing, also of the Python, as the round assumed. */
function isAsAssumed(
  { requires, requiresPython }: StatedMetadata,
  source: Unbuilt | undefined,
  python: string,
): boolean {
  // The version of a source that is known by its url alone was assumed too.
  const isVersionKnown = typeof source?.version === 'string';
  if (!isVersionKnown || requires.length > 0) return false;
  if (requiresPython === null) return true;
  return isPatch(python) && specifierContains(parseSpecifiers(requiresPython), python);
}

/** A minor version alone may or may not be what a clause for a patch version admits. */
function isPatch(python: string): boolean {
  return python.split('.').length > 2;
}

/** Whether a source that is known by name and version is of another package. A project has the name that it says. */
function isOther(
  { name, version }: { readonly name: string; readonly version: string },
  unbuilt: Unbuilt,
): boolean {
  if (unbuilt.origin.from !== 'url') return false;
  if (name !== normalizeName(unbuilt.name)) return true;
  const wanted = unbuilt.version === null ? undefined : parseSpecifier(`==${unbuilt.version}`);
  return wanted !== undefined && !specifierContains([wanted], version);
}

function named({ name, version }: Unbuilt): string {
  return version === null ? name : `${name}==${version}`;
}

/** As uv says it. */
function failedBuild(unbuilt: Unbuilt, words: string): string {
  return `error\nFailed to build \`${named(unbuilt)}\`\n  cause: ${words}`;
}

function headers(metadata: string): string {
  return metadata.split(/\r?\n\r?\n/)[0] ?? '';
}

/**
 * The sources of an answer whose metadata is not known, or why their builds cannot be asked; and its lock. Sources that
 * it has not chosen, even as if they required nothing, are left out.
 */
function readUnbuilt(
  answer: string,
  network: readonly string[],
): { readonly lock: string; readonly sources: readonly Unbuilt[] | string } {
  const [, names = '[]', ...lines] = answer.split('\n');
  const lock = lines.join('\n');
  const wanted = new Set(stepAnswer('resolve.py', z.array(z.string()), names));
  const { packages } = readPylock(new SourceText('pylock.toml', lock));
  const found = packages.filter(
    ({ name, version }) => wanted.has(name) || wanted.has(`${name}==${version}`),
  );
  const sources = found.map((each) => unbuiltSource(each, network));
  const unknown = sources.find((source) => typeof source === 'string');
  return { lock, sources: unknown ?? sources.filter((source) => typeof source !== 'string') };
}

function unbuiltSource(
  { name, version, source }: PylockPackage,
  network: readonly string[],
): Unbuilt | string {
  const origin = originOf(source);
  if (origin === undefined)
    return `error\nno checksum or commit is known for the source of ${name}`;
  return {
    kind: 'compile',
    name,
    version: source.kind === 'files' ? version : null,
    stage: 'interpreter',
    origin,
    envs: [],
    configSettings: [],
    ...(network.includes(name) && { network: true }),
  };
}

function originOf(source: PylockPackage['source']): Unbuilt['origin'] | undefined {
  const within = 'subdirectory' in source && { subdirectory: source.subdirectory };
  switch (source.kind) {
    case 'vcs':
      return { from: 'git', url: source.url, commit: source.commit, ...within };
    case 'directory':
      return source.path === null ? undefined : { from: 'context', path: source.path, exclude: [] };
    case 'files':
    case 'archive': {
      const file = source.kind === 'archive' ? source.file : source.sdist;
      if (file === undefined) return undefined;
      const { path, url, sha256, size } = file;
      if (typeof path === 'string') return { from: 'context', path, exclude: [], ...within };
      if (url === undefined || sha256 === null) return undefined;
      const known = { url, sha256, file: file.file, ...(size !== undefined && { size }) };
      return { from: 'url', ...known, ...within };
    }
  }
}
