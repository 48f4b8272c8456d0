import { addSourceTree } from '../../package-source.ts';
import type { Subject } from '../../selecting.ts';
import { Selecting } from '../../selecting.ts';
import type { Selection, SelectionRequest } from '../../selection.ts';
import type { PipfileLock, PipfilePackage } from './pipfile-lock.ts';

/** The selection of `pipenv sync --categories …`; the group `dev` is the section `develop`. */
export function selectPipfile(lock: PipfileLock, request: SelectionRequest): Selection {
  const selecting = new Selecting(lock, request);
  selecting.known('extra', request.extras, new Set(), 'a Pipfile');
  const sections = Object.keys(lock.sections);
  const names = new Set(
    sections
      .filter((name) => name !== 'default')
      .map((name) => (name === 'develop' ? 'dev' : name)),
  );
  const groups = selecting.known('group', request.groups, names, 'the Pipfile');
  const requiresPython = lock.python === null ? null : requirementOf(lock.python);
  selecting.checkPython(requiresPython, selecting.line(1));
  checkPatch(lock, selecting);
  // Pipenv writes into a section the markers that its pylock.toml has, and reads them as true.
  const context = { groups: new Set([...sections, ...names]) };
  const taken = new Set<string>();
  for (const section of ['default', ...groups.map((name) => (name === 'dev' ? 'develop' : name))]) {
    for (const locked of lock.sections[section] ?? []) {
      const span = selecting.line(locked.line);
      if (!selecting.evaluation.holds(locked.marker, span, context) || taken.has(locked.name))
        continue;
      taken.add(locked.name);
      addPackage(selecting, locked);
    }
  }
  return { ...selecting.finish(requiresPython), indexes: lock.indexes };
}

/** `3.11` and `3.11.4` are any patch version of 3.11, `3` is any of Python 3; any other text says nothing. */
function requirementOf(python: string): string | null {
  const minor = /^\d+(?:\.\d+)?(?=$|\.)/.exec(python)?.[0];
  return minor === undefined ? null : `==${minor}.*`;
}

/** A lock of another patch version installs the same, and Pipenv warns of it too (`python_full_version`). */
function checkPatch({ python, file }: PipfileLock, selecting: Selecting): void {
  const { python_full_version: full, python_version: minor } = selecting.request.target.environment;
  const isPatch = python !== null && /^\d+\.\d+\.\d+$/.test(python);
  if (!isPatch || !python.startsWith(`${minor}.`) || python === full) return;
  const { version } = selecting.request.target.interpreter;
  if (version === minor) return;
  selecting.warn(
    'lock-python',
    `\`${file}\` was made for Python ${python}, the runtime has ${full}`,
    selecting.line(1),
    `Write \`python_version = "${minor}"\` in the Pipfile in place of python_full_version, and run \`pipenv lock\`.`,
  );
}

function addPackage(selecting: Selecting, locked: PipfilePackage): void {
  const { name, version, source, line } = locked;
  const subject: Subject = { name, version, span: selecting.line(line) };
  switch (source.kind) {
    case 'open':
      selecting.addUnpinned({ value: source.requirement, span: subject.span });
      return;
    case 'index':
      selecting.add(subject, { kind: 'unlocated', hashes: source.hashes });
      return;
    case 'file':
      selecting.addFiles(subject, source.files, source.direct ? { direct: true } : {});
      return;
    case 'git':
    case 'directory':
      addSourceTree(selecting, subject, source);
  }
}
