import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { selectDistributions } from '../lock/select-distributions.ts';
import type { Lock } from '../lock/lock.ts';
import type { LockIndexes, Selection, SelectionRequest } from '../lock/selection.ts';
import type { PythonTarget } from '../python/target.ts';
import { offeredRuntimes } from '../spec/ranked-runtimes.ts';
import type { Spec } from '../spec/spec.ts';
import type { ProjectFiles } from '../project/project.ts';

interface Selected {
  readonly spec: Spec;
  readonly project: ProjectFiles['project'];
  readonly target: PythonTarget;
  readonly selection: Selection;
}

/** The last selection of locks: a build asks for it twice, for what it installs and for its warnings. */
const selected = new WeakMap<readonly Lock[], Selected>();

/** The selection of the locks of a project for one image. */
export function lockedSelection(
  locks: readonly Lock[],
  spec: Spec,
  { project }: ProjectFiles,
  target: PythonTarget,
): Selection {
  const last = selected.get(locks);
  if (last?.spec === spec && last.project === project && last.target === target) {
    return last.selection;
  }
  const selection = select(locks, spec, project, target);
  selected.set(locks, { spec, project, target, selection });
  return selection;
}

function select(
  locks: readonly Lock[],
  spec: Spec,
  project: ProjectFiles['project'],
  target: PythonTarget,
): Selection {
  const values = (list: readonly { readonly value: string }[]) => list.map(({ value }) => value);
  return lockedDistributions(locks, {
    target,
    ...(project && { project: { directory: project.directory } }),
    extras: values(spec.extras),
    groups: values(spec.groups),
    places: { extra: spec.extras, group: spec.groups },
    noBinary: values(spec.noBinary),
    onlyBinary: spec.onlyBinary === true ? true : values(spec.onlyBinary),
    ...(spec.unhashed && { unhashed: true as const }),
    runtimes: offeredRuntimes(spec.runtime.family),
  });
}

/** Warnings of the locks next to a project about the selection that grocker.yml asks for. */
export function lockWarnings(
  locks: readonly Lock[],
  spec: Spec,
  files: ProjectFiles,
  target: PythonTarget,
): readonly Diagnostic[] {
  if (locks.length === 0) return [];
  const { diagnostics } = lockedSelection(locks, spec, files, target);
  return diagnostics.filter(({ severity }) => severity === 'warning');
}

/** A file or directory of the context that a lock names. */
export interface LockedPath {
  readonly value: string;
  readonly kind: 'file' | 'directory';
  readonly span?: Span;
}

/** The files and directories of the context that a selection names. */
export function lockedPaths({
  distributions,
}: Pick<Selection, 'distributions'>): readonly LockedPath[] {
  return distributions.flatMap(({ source, span }) =>
    source.kind === 'file' || source.kind === 'directory'
      ? [{ value: source.path, kind: source.kind, ...(span && { span }) }]
      : [],
  );
}

/** The selection of the locks of a project; with several locks, all of their selections. */
export function lockedDistributions(locks: readonly Lock[], request: SelectionRequest): Selection {
  const selections = locks.map((lock) => selectDistributions(lock, request));
  const errors = selections
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new DiagnosticError(errors);
  return merged(selections);
}

function merged(selections: readonly Selection[]): Selection {
  const distributions = new Map(
    selections.flatMap((each) => each.distributions).map((each) => [each.name, each] as const),
  );
  return {
    distributions: [...distributions.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    diagnostics: selections.flatMap(({ diagnostics }) => diagnostics),
    requiresPython: selections[0]?.requiresPython ?? null,
    dependsOnPatch: selections.some(({ dependsOnPatch }) => dependsOnPatch),
    unpinned: selections.flatMap(({ unpinned }) => unpinned),
    complete: selections.every(({ complete }) => complete),
    constraints: selections.flatMap(({ constraints }) => constraints),
    prereleases: selections.some(({ prereleases }) => prereleases),
    indexes: mergedIndexes(selections.map(({ indexes }) => indexes)),
  };
}

function mergedIndexes(all: readonly LockIndexes[]): LockIndexes {
  const url = all.find((indexes) => indexes.url !== undefined)?.url;
  return {
    ...(url !== undefined && { url }),
    extra: [...new Set(all.flatMap(({ extra }) => extra))],
    findLinks: [...new Set(all.flatMap(({ findLinks }) => findLinks))],
    noIndex: all.some(({ noIndex }) => noIndex),
  };
}
