import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { NOT_LOOKED_INTO, TREE_DEPTH, type ProjectTree } from '../inputs/project-tree.ts';
import { subtree } from '../init/tree.ts';
import {
  isMounted,
  namesOf,
  startedParts,
  startedRoots,
  type Starting,
} from '../plan/started-files.ts';
import { otherNames, writtenPlaces } from '../plan/other-names.ts';
import { startedPlace } from '../plan/started-place.ts';
import type { StartedReference } from '../python/started-references.ts';
import {
  startedFinding,
  startedMistake,
  type StartedModule,
  type StartedTree,
} from '../result/started-mistakes.ts';
import type { Spec } from '../spec/spec.ts';

/** Where projects keep the modules that their wheel is made of. */
const LAYOUTS = ['src', 'lib', 'python'];

/**
 * Parts of an application that the command names and the context does not have. Installed packages are not known: only
 * a word that is nearly the name of a part of the application is reported, and as an error only if no installed package
 * can have it.
 */
export async function startedInContext(
  askTree: () => Promise<ProjectTree>,
  spec: Spec,
): Promise<readonly Diagnostic[]> {
  const { source, project, image } = spec;
  const path = source?.path ?? project?.value ?? '.';
  if (spec.release !== undefined || path.endsWith('.py') || image.entrypointIsDefault) return [];
  const start: Starting = {
    command: image.entrypoint.value,
    cmd: image.cmd.map(({ value }) => value),
    env: image.envs,
    workdir: image.workdir,
    directory: source?.to ?? image.workdir,
  };
  if (isMounted(image)) return [];
  const others = otherNames(writtenPlaces(spec), image.envs);
  const references = startedParts(start).filter((each) => isLookedFor(each, others));
  if (references.length === 0) return [];
  const { definedNames } = await import('../init/python/defined-names.ts');
  const files = subtree(await askTree(), path);
  const roots = startedRoots(start);
  const tree: StartedTree = {
    paths: files.paths.filter((each) => each.endsWith('.py')),
    roots: source === undefined ? 'unknown' : roots,
    module: (candidates): StartedModule | undefined => {
      const all = source === undefined ? [...candidates, ...inLayouts(candidates)] : candidates;
      const found = all.find((each) => files.paths.includes(each));
      if (found === undefined) return undefined;
      const text = files.texts.get(found);
      return { path: found, ...(text === undefined ? OPEN : definedNames(text)) };
    },
  };
  return references.flatMap((reference): readonly Diagnostic[] => {
    // The image does not have the files of a project that is a package; the build checks those.
    if (reference.kind === 'file' && source === undefined) return [];
    const mistake = startedMistake(reference, tree);
    if (mistake === undefined) return [];
    const { isCertain, isNear, isObject } = mistake;
    if (!isCertain && !isNear) return [];
    const isError = isCertain && (source !== undefined || isObject === true);
    const place = startedPlace(image, reference.word);
    return [startedFinding(mistake, isError ? 'error' : 'warning', place)];
  });
}

const OPEN = { names: [], isOpen: true };

function inLayouts(candidates: readonly string[]): readonly string[] {
  return LAYOUTS.flatMap((layout) => candidates.map((each) => `${layout}/${each}`));
}

function isLookedFor(
  reference: StartedReference,
  others: ReadonlySet<string> | undefined,
): boolean {
  const parts = namesOf(reference);
  const [first = ''] = parts;
  return (
    others !== undefined &&
    !others.has(first) &&
    parts.length < TREE_DEPTH &&
    !parts.some((part) => NOT_LOOKED_INTO.includes(part))
  );
}
