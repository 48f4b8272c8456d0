import { addPackage } from '../../package-source.ts';
import { Selecting } from '../../selecting.ts';
import type { Selection, SelectionRequest } from '../../selection.ts';
import type { PoetryLock, PoetryPackage } from './poetry-lock.ts';
import { PoetryPython } from './poetry-python.ts';
import { PoetryWalk } from './poetry-walk.ts';

/** The selection of `poetry install --only main,…`, extras named. */
export function selectPoetry(lock: PoetryLock, request: SelectionRequest): Selection {
  const selecting = new Selecting(lock, request);
  const python = new PoetryPython(selecting);
  const { pythonVersions } = lock;
  const isAdmitted = python.admits(pythonVersions);
  if (!isAdmitted) {
    selecting.report(
      'lock-python',
      `\`${lock.file}\` is for Python ${pythonVersions}, the runtime has ${request.target.interpreter.version}`,
      selecting.line(1),
      'Choose a runtime with such a Python, or change requires-python and run `poetry lock`.',
    );
  }
  const extras = selecting.known('extra', request.extras, new Set(lock.extraNames), 'the project');
  const groups = selecting.known('group', request.groups, new Set(lock.groupNames), 'the project');
  const wanted = (): Iterable<PoetryPackage> => {
    if (lock.hasGroups) return byGroups(lock, selecting, new Set(extras), ['main', ...groups]);
    // For another Python the lock need not have what is missing.
    if (!isAdmitted) return [];
    return new PoetryWalk(lock, selecting, python).walk(extras, ['main', ...groups]);
  };
  for (const locked of wanted()) addPackage(selecting, locked);
  return selecting.finish(pythonVersions === '*' ? null : pythonVersions);
}

function byGroups(
  lock: PoetryLock,
  selecting: Selecting,
  extras: ReadonlySet<string>,
  groups: readonly string[],
): readonly PoetryPackage[] {
  const context = { hasExtra: (name: string) => extras.has(name) };
  return lock.packages.filter((locked) =>
    groups.some(
      (group) =>
        locked.groups.includes(group) &&
        selecting.evaluation.holds(locked.markers[group], selecting.line(locked.line), context),
    ),
  );
}
