import { Selecting } from '../../selecting.ts';
import type { Subject } from '../../selecting.ts';
import type { Selection, SelectionRequest } from '../../selection.ts';
import { isWheelName } from '../../file-name.ts';
import type { PylockLock, PylockPackage, PylockSource } from './pylock-lock.ts';

/** Installs from pylock.toml (PEP 751, "Installation"): the steps in their order. */
export function selectPylock(lock: PylockLock, request: SelectionRequest): Selection {
  // "packages.wheels.hashes" and its like are required (PEP 751).
  const selecting = new Selecting(lock, request, true);
  const top = selecting.line(1);
  selecting.checkPython(lock.requiresPython, top);
  const { evaluation } = selecting;
  const { environments } = lock;
  if (environments.length > 0 && !environments.some((marker) => evaluation.holds(marker, top))) {
    selecting.report(
      'lock-environment',
      `\`${lock.file}\` is not for this platform, only for: ${environments.join(' · ')}`,
      top,
      'Choose another runtime or platform, or lock for this one too.',
    );
  }
  const name = `\`${lock.file}\``;
  const extras = selecting.known('extra', request.extras, new Set(lock.extras), name);
  const groups = selecting.known('group', request.groups, new Set(lock.groups), name);
  // Default groups that are not dependency groups of the project represent its own dependencies: those that no user may
  // name, and PDM's `default`, which anyone may name.
  const implied = lock.defaultGroups.filter(
    (group) => group === 'default' || !lock.groups.includes(group),
  );
  const context = { extras: new Set(extras), groups: new Set([...groups, ...implied]) };
  const taken = new Map<string, PylockPackage>();
  for (const locked of lock.packages) {
    const span = selecting.line(locked.line);
    if (!evaluation.holds(locked.marker, span, context)) continue;
    const subject = { name: locked.name, version: locked.version, span };
    const other = taken.get(locked.name);
    if (other !== undefined) {
      selecting.report(
        'lock-ambiguous',
        `\`${locked.name}\` is locked twice for this target, on lines ${other.line} and ${locked.line}`,
        span,
        'Lock again, or select extras and groups that go together.',
      );
      continue;
    }
    taken.set(locked.name, locked);
    if (locked.requiresPython !== undefined) {
      checkPackagePython(selecting, subject, locked.requiresPython);
    }
    addSource(selecting, subject, locked.source);
  }
  return selecting.finish(lock.requiresPython);
}

function checkPackagePython(selecting: Selecting, subject: Subject, requires: string): void {
  if (selecting.evaluation.admitsPython(requires, subject.span)) return;
  selecting.report(
    'lock-python',
    `\`${subject.name}\` is for Python ${requires}, the runtime has ${selecting.request.target.interpreter.version}`,
    subject.span,
    'Choose a runtime with such a Python, or lock again.',
  );
}

function addSource(selecting: Selecting, subject: Subject, source: PylockSource): void {
  switch (source.kind) {
    case 'files':
      selecting.addFiles(subject, source);
      return;
    case 'archive': {
      const { file, subdirectory } = source;
      const files = isWheelName(file.file) ? { wheels: [file] } : { wheels: [], sdist: file };
      selecting.addFiles(subject, files, {
        direct: true,
        ...(subdirectory === undefined ? {} : { subdirectory }),
      });
      return;
    }
    case 'vcs': {
      if (source.type !== 'git') {
        selecting.addUnavailable(
          subject,
          `its source is a repository of ${source.type}, and only git is supported`,
        );
        return;
      }
      const { commit, subdirectory } = source;
      selecting.add(subject, {
        kind: 'git',
        url: selecting.mirrored(source.url),
        commit,
        ...(subdirectory === undefined ? {} : { subdirectory }),
      });
      return;
    }
    case 'directory':
      selecting.addDirectory(subject, source.path, source.editable, source.written);
      return;
  }
}
