import { meant, suggestion } from '../diagnostics/suggestion.ts';
import {
  isMounted,
  moduleAbove,
  namesOf,
  plannedStart,
  startedParts as parts,
  startedRoots,
} from '../plan/started-files.ts';
import { startedPlace } from '../plan/started-place.ts';
import { otherNames, plannedPlaces } from '../plan/other-names.ts';
import type { StartedReference } from '../python/started-references.ts';
import { everyModule, type Audit } from '../result/audit.ts';
import type { AuditFinding } from '../result/audit-finding.ts';
import {
  startedFinding,
  startedMistake,
  type StartedMistake,
  type StartedTree,
} from '../result/started-mistakes.ts';
import type { ParsedModules } from './parsed-modules.ts';
import type { Planned } from './planned.ts';
import { procfilePlace } from './procfile-place.ts';
import type { TargetPorts } from './target.ts';

/** Modules, objects and files that the command of the container names, and that the image does not have. */
export async function startedParts(
  ports: Pick<TargetPorts, 'files'>,
  { plan, spec }: Pick<Planned, 'plan' | 'spec'>,
  auditing: Promise<Audit>,
  parsing: Promise<ParsedModules>,
): Promise<readonly AuditFinding[]> {
  const start = plannedStart(plan);
  const references = parts(start);
  const others = otherNames(plannedPlaces(plan), plan.image.env);
  if (references.length === 0 || others === undefined || isMounted(plan.image)) return [];
  const [{ started }, audit] = await Promise.all([parsing, auditing]);
  const roots = startedRoots(start);
  // Other files may be in front of the packages on the module path.
  const isFirst = others.size === 0 || (roots !== 'unknown' && roots.length === 0);
  const found = references.flatMap((reference, index) => {
    const [first = ''] = namesOf(reference);
    if (others.has(first)) return [];
    const mistake =
      started === undefined
        ? withoutFiles(reference, audit)
        : startedMistake(reference, treeOf(started, index, roots));
    const left = mistake ? installed(mistake, audit, isFirst) : undefined;
    if (left === undefined) return [];
    // A base image that is not in the catalogue may have files of its own.
    return [spec.runtime.known === undefined ? { ...left, isCertain: false } : left];
  });
  return Promise.all(
    found.map(async (mistake) => {
      const { word } = mistake.reference;
      const span = await procfilePlace(ports, spec, word, startedPlace(spec.image, word));
      return startedFinding(mistake, mistake.isCertain ? 'error' : 'warning', span);
    }),
  );
}

function treeOf(
  { modules, paths }: NonNullable<ParsedModules['started']>,
  index: number,
  roots: StartedTree['roots'],
): StartedTree {
  const found = modules[index];
  return {
    paths,
    roots,
    module: () =>
      found ? { path: found.path, names: found.names, isOpen: found.open } : undefined,
  };
}

/** An application whose files are in the image only as installed packages. */
function withoutFiles(reference: StartedReference, audit: Audit): StartedMistake | undefined {
  if (reference.kind === 'module') {
    return uninstalled(reference, everyModule(audit));
  }
  return {
    reference,
    message: `the image has no file ${reference.path}: the project is installed as a package`,
    help: 'Start a module of it, [python, -m, MODULE], or write `source: .` to copy the files.',
    isCertain: true,
    isNear: false,
  };
}

/** A mistake as it is with the installed packages; undefined if one of them has the module, and its file the object. */
function installed(
  mistake: StartedMistake,
  { started }: Audit,
  isFirst: boolean,
): StartedMistake | undefined {
  const { reference } = mistake;
  if (reference.kind === 'file' || mistake.isObject) return mistake;
  const answer = started.find(({ module }) => module === reference.module);
  if (answer === undefined) return undefined;
  if (answer.isThere) return isFirst ? missingFrom(reference, answer.file) : undefined;
  if (answer.beside.length === 0) return { ...mistake, isCertain: mistake.isElsewhere !== true };
  const { module, isSymbol } = reference;
  if (isSymbol && answer.beside.includes(moduleAbove(module))) return undefined;
  return uninstalled(reference, answer.beside);
}

/** The mistake if a file of the application's own packages lacks the object. */
function missingFrom(
  reference: StartedReference,
  file: Audit['started'][number]['file'],
): StartedMistake | undefined {
  if (file === undefined) return undefined;
  const { path, names, open } = file;
  const module = () => ({ path, names, isOpen: open });
  return startedMistake(reference, { paths: [], roots: [], module });
}

function uninstalled(
  reference: Extract<StartedReference, { kind: 'module' }>,
  modules: readonly string[],
): StartedMistake {
  const { module, word } = reference;
  const near = suggestion(module, modules);
  return {
    reference,
    message: `no installed package has the module ${module}${meant(near)}`,
    help:
      near === undefined ? 'Name a module that one has.' : `Write ${word.replace(module, near)}.`,
    isCertain: true,
    isNear: near !== undefined,
  };
}
