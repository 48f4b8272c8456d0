import { joinPath } from '../paths/path-pattern.ts';
import { projectContainers } from './dockerfile/project-containers.ts';
import type { ProjectTree } from './tree.ts';

/** The requirements file that the Dockerfile of a directory installs, and where it says so. */
export function namedRequirements(
  tree: ProjectTree,
  directory: string,
): { readonly path: string; readonly because: string } | undefined {
  const { file, context = '.' } = projectContainers(tree, directory) ?? {};
  const found = (file?.requirementsFiles ?? []).flatMap(({ value, line }) => {
    if (/dev|test|lint|doc/i.test(value)) return [];
    const written = value.replace(/^(?:\.?\/)+/, '');
    const name = written.replace(/^.*\//, '');
    const exact = joinPath(context, written);
    const below = context === '.' ? '' : `${context}/`;
    const like = tree.paths
      .filter((path) => path.startsWith(below) && (path === name || path.endsWith(`/${name}`)))
      .toSorted((left, right) => left.length - right.length);
    const path = [exact, ...like].find((each) => tree.texts.has(each));
    return path === undefined ? [] : [{ path, because: `${file?.path ?? ''}:${line}` }];
  });
  // The last one is the most specific one, and includes the others.
  return found.at(-1);
}
