import { cleanPath } from './clean-path.ts';

/** Where a symbolic link of a directory of the context leads. */
export type LinkTarget =
  /** Within the directory, and written so that it works in any directory. */
  | { readonly kind: 'inside'; readonly path: string }
  /** Out of the directory, to a path of the context. */
  | { readonly kind: 'context'; readonly path: string }
  /** Out of the context. */
  | { readonly kind: 'elsewhere' };

/**
 * @param root a directory of the context.
 * @param link the path of a link in it, relative to the context.
 * @param words what the link says.
 */
export function linkTarget(root: string, link: string, words: string): LinkTarget {
  if (words.startsWith('/')) return { kind: 'elsewhere' };
  const directory = link.includes('/') ? link.slice(0, link.lastIndexOf('/')) : '.';
  const path = cleanPath(`${directory}/${words}`);
  if (path === '..' || path.startsWith('../')) return { kind: 'elsewhere' };
  const depth = root === '.' ? 0 : root.split('/').length;
  let at = directory === '.' ? 0 : directory.split('/').length;
  let leaves = false;
  for (const part of words.split('/')) {
    if (part === '' || part === '.') continue;
    at += part === '..' ? -1 : 1;
    if (at < depth) leaves = true;
  }
  return { kind: leaves ? 'context' : 'inside', path };
}

/** Whether a path of the context is a directory or something in it. */
export function isWithin(directory: string, path: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`);
}
