import { contextPath, relativePath } from '../../paths/context-path.ts';
import type { ProjectTree } from '../tree.ts';
import type { ContainerFile } from './container-file.ts';
import { contextPathOf } from './copied-files.ts';
import { below } from './image-path.ts';

/** The directory of an application's files in the image of its Dockerfile. */
export interface ImagePlace {
  /** The directory that is copied, relative to the application's. */
  readonly source: string;
  /** Where it is copied to. */
  readonly to: string;
  readonly workdir: string;
}

/** Where the files of a directory are in the image. */
export function layoutOf(
  file: ContainerFile,
  tree: ProjectTree,
  context: string,
  directory: string,
): ImagePlace | undefined {
  const paths = localPaths(tree, context);
  const own = relativePath(context, directory);
  const { copies, workdir } = file;
  // `COPY app /code/app` puts the context to /code as `COPY . /code` does.
  const roots = copies.toReversed().flatMap(({ source, target, isInside }): string[] => {
    if (source === '.') return [target];
    const isFile = paths.includes(source);
    const end = `/${source}`;
    if (isFile) return isInside && !source.includes('/') ? [target] : [];
    return target.endsWith(end) ? [target.slice(0, -end.length) || '/'] : [];
  });
  const root = roots.find((each) => each !== '/' && below(each, workdir) !== undefined);
  if (root !== undefined) {
    const to = own === '.' ? root : `${root}/${own}`;
    const inner = below(root, workdir) ?? '.';
    return { source: '.', to, workdir: inner === '.' ? root : workdir };
  }
  const inWorkdir = contextPathOf(copies, workdir, paths);
  const isOwn = inWorkdir !== undefined && contextPath('.', inWorkdir) !== undefined;
  if (!isOwn || workdir === '/') return undefined;
  const source = relativePath(own, inWorkdir);
  return source.startsWith('..') ? undefined : { source, to: workdir, workdir };
}

/** Whether the files have to lie where the Dockerfile has them. */
export function isPlaceNeeded(
  { source, to, workdir }: ImagePlace,
  mentions: readonly string[],
): boolean {
  if (source !== '.' || workdir !== to) return true;
  const named = new RegExp(
    `(?<![\\w.])${to.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)}(?![\\w-])`,
  );
  return mentions.some((text) => named.test(text));
}

/** The paths of the tree as the Dockerfile has them: relative to its context. */
export function localPaths(tree: ProjectTree, context: string): readonly string[] {
  if (context === '.') return tree.paths;
  const prefix = `${context}/`;
  return tree.paths
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
}
