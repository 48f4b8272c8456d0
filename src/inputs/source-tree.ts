import type { Reference } from '../gateway/reference.ts';
import { baseName } from '../paths/base-name.ts';
import { literalPattern } from '../paths/directory-pattern.ts';
import { isWithin, linkTarget } from '../paths/link-target.ts';
import { joinPath } from '../paths/path-pattern.ts';
import type { ContextLink, ContextPart } from './local-context.ts';
import { directoryBit, isMissing, linkBit } from './read-files.ts';

/** A file or directory of the context, without what the patterns exclude. */
export type SourceTreeQuestion = Pick<ContextPart, 'path' | 'include' | 'exclude'>;

/** The parts of a directory of the context that cannot be copied as they are; all paths are relative to the context. */
export interface SourceTree {
  /** Links that lead out of the directory to something of the context. */
  readonly links: readonly ContextLink[];
  /** Links to what the context lacks, or to a directory that they are in themselves. */
  readonly broken: readonly ContextLink[];
  /** Virtual environments: directories with a pyvenv.cfg. */
  readonly environments: readonly string[];
}

/** A filesystem: a solved one, or a directory of this machine. */
export type Listing = Pick<Reference, 'readDirectory' | 'statFile'>;

/** How parts of the context are listed. */
export interface SourceTreePorts {
  /** A filesystem with every pyvenv.cfg of a directory at its place. */
  readonly environments: (question: SourceTreeQuestion) => Promise<Listing | undefined>;
  readonly part: (part: ContextPart) => Promise<Listing | undefined>;
}

/** A link to a directory may lead to more links, to so many in a row. */
const MOST_LINKS = 8;

export async function sourceTree(
  ports: SourceTreePorts,
  question: SourceTreeQuestion,
): Promise<SourceTree> {
  const environments = await environmentsOf(ports, question);
  const exclude = [...question.exclude, ...environments.map(literalPattern)];
  const reference = await ports.part({ ...question, exclude });
  const links: ContextLink[] = [];
  const broken: ContextLink[] = [];
  const follow = async (
    listed: Listing,
    { root, at, chain }: { root: string; at: string; chain: readonly string[] },
  ): Promise<void> => {
    const entries = await entriesBelow(listed, root);
    const linked = new Set(entries.filter(({ link }) => link !== undefined).map(pathOf));
    const paths = new Set(entries.map(pathOf));
    for (const { path, link } of entries) {
      if (link === undefined) continue;
      const place = root === '.' ? path : at + path.slice(root.length);
      const target = linkTarget(root, path, link);
      if (target.kind === 'elsewhere') continue;
      const found = { path: place, target: target.path };
      if (target.kind === 'inside') {
        const isThere = target.path === root || paths.has(target.path);
        if (!isThere && !parents(target.path).some((each) => linked.has(each))) broken.push(found);
        continue;
      }
      const isCircle = chain.some((each) => isWithin(target.path, each));
      const part = { path: target.path, exclude: question.exclude };
      const led = isCircle || chain.length > MOST_LINKS ? undefined : await ports.part(part);
      const mode = led && (await modeOf(led, target.path));
      if (led === undefined || mode === undefined) {
        broken.push(found);
        continue;
      }
      links.push(found);
      if ((mode & directoryBit) === 0) continue;
      const inner = { root: target.path, at: place, chain: [...chain, target.path] };
      await follow(led, inner);
    }
  };
  const { path } = question;
  if (reference) await follow(reference, { root: path, at: path, chain: [path] });
  return { links, broken, environments };
}

async function environmentsOf(
  ports: SourceTreePorts,
  question: SourceTreeQuestion,
): Promise<readonly string[]> {
  const reference = await ports.environments(question);
  if (reference === undefined) return [];
  const entries = await entriesBelow(reference, question.path);
  return entries
    .filter(({ path }) => baseName(path) === 'pyvenv.cfg')
    .map(({ path }) => path.slice(0, -'/pyvenv.cfg'.length))
    .filter((path) => path !== '' && path !== question.path && isWithin(question.path, path));
}

interface Entry {
  readonly path: string;
  /** The text of a symbolic link. */
  readonly link?: string;
}

function pathOf({ path }: Entry): string {
  return path;
}

function parents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Everything that is in a directory, sorted; nothing where it is a file or is not there. */
async function entriesBelow(reference: Listing, directory: string): Promise<readonly Entry[]> {
  const found = await listed(reference, directory);
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function listed(reference: Listing, directory: string): Promise<readonly Entry[]> {
  const stats = await reference.readDirectory(directory).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const found = await Promise.all(
    stats.map(async ({ path = '', mode = 0, linkname = '' }): Promise<readonly Entry[]> => {
      const at = joinPath(directory, baseName(path));
      if ((mode & linkBit) !== 0) return [{ path: at, link: linkname }];
      if ((mode & directoryBit) === 0 || baseName(path) === '.git') return [{ path: at }];
      return [{ path: at }, ...(await listed(reference, at))];
    }),
  );
  return found.flat();
}

/** The target of a path; undefined if it leads nowhere. */
async function modeOf(reference: Listing, path: string): Promise<number | undefined> {
  try {
    return (await reference.statFile(path)).mode ?? 0;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
