import { contextPath } from '../../../paths/context-path.ts';
import { fileNameOfPath, isWheelName } from '../../file-name.ts';
import type { LockedFile, LockedFiles } from '../../locked-file.ts';
import { isSdistFile } from '../../../python/sdist-name.ts';
import type { Subject } from '../../selecting.ts';
import { Selecting } from '../../selecting.ts';
import type { Selection, SelectionRequest } from '../../selection.ts';
import { normalizeName } from '../../../python/name.ts';
import type { LockedRequirement, RequirementsLock } from './requirements-lock.ts';

/** The selection of `pip install -r` from a requirements file: every line whose marker holds. */
export function selectRequirements(lock: RequirementsLock, request: SelectionRequest): Selection {
  const selecting = new Selecting(lock, withOptions(lock, request));
  const { extras, groups } = request;
  selecting.known('extra', extras, new Set(), 'a requirements file');
  selecting.known('group', groups, new Set(), 'a requirements file');
  checkPython(selecting, lock);
  const hashed = requiresHashes(lock);
  const taken = new Map<string, LockedRequirement>();
  let complete = true;
  for (const requirement of lock.requirements) {
    if (hasUnknownSet(selecting, requirement)) continue;
    if (!selecting.evaluation.holds(requirement.marker, requirement.span)) continue;
    if (isProject(requirement, request)) continue;
    const other = requirement.name === null ? undefined : taken.get(requirement.name);
    if (other !== undefined) {
      reportTwice(selecting, requirement, other);
      continue;
    }
    if (requirement.name !== null) taken.set(requirement.name, requirement);
    if (hashed) checkHashes(selecting, requirement);
    else complete = false;
    add(selecting, requirement, lock);
  }
  const { indexUrl, extraIndexUrls, findLinks, noIndex, prereleases } = lock.options;
  return {
    ...selecting.finish(null),
    complete,
    prereleases,
    indexes: {
      ...(indexUrl === undefined ? {} : { url: indexUrl }),
      extra: extraIndexUrls,
      findLinks,
      noIndex,
    },
    constraints: lock.constraints
      .filter(({ marker, span }) => selecting.evaluation.holds(marker, span))
      .map(({ text, span }) => ({ value: text, span })),
  };
}

function checkPython(
  selecting: Selecting,
  { requiresPython: wanted, file }: RequirementsLock,
): void {
  if (wanted === undefined) return;
  if (selecting.evaluation.admitsPython(wanted.value, wanted.span)) return;
  const { version } = selecting.request.target.interpreter;
  selecting.report(
    'lock-python',
    `\`${file}\` is for Python ${wanted.value}, the runtime has ${version}`,
    wanted.span,
    'Choose a runtime with such a Python.',
  );
}

/** Reports a marker that only pylock.toml may have (PEP 751), which pip refuses too. */
function hasUnknownSet(selecting: Selecting, { marker = '', span }: LockedRequirement): boolean {
  const found = /\bin\s+(extras|dependency_groups)\b/.exec(marker)?.[1];
  if (found === undefined) return false;
  selecting.report(
    'lock-field',
    `\`${marker}\` is not a marker of a requirements file: \`${found}\` is supported only in pylock.toml`,
    span,
    'Leave the condition out, or install from pylock.toml.',
  );
  return true;
}

/** One hash anywhere asks for hashes everywhere (pip, "Hash-checking Mode"). */
function requiresHashes(lock: RequirementsLock): boolean {
  return lock.options.requireHashes || lock.requirements.some(({ hashed }) => hashed);
}

function withOptions({ options }: RequirementsLock, request: SelectionRequest): SelectionRequest {
  const both = (one: true | readonly string[], other: true | readonly string[]) =>
    one === true || other === true ? true : [...one, ...other];
  return {
    ...request,
    noBinary: both(request.noBinary, options.noBinary),
    onlyBinary: both(request.onlyBinary, options.onlyBinary),
  };
}

/** `-e .`: the project, which is built anyway. */
function isProject({ pin }: LockedRequirement, { project }: SelectionRequest): boolean {
  if (pin.kind !== 'path') return false;
  const directory = project !== undefined && 'directory' in project ? project.directory : '.';
  return pin.path === contextPath('.', directory);
}

function reportTwice(selecting: Selecting, one: LockedRequirement, other: LockedRequirement): void {
  const same =
    JSON.stringify(one.pin) === JSON.stringify(other.pin) &&
    JSON.stringify(one.hashes) === JSON.stringify(other.hashes);
  if (same) return;
  selecting.report(
    'lock-ambiguous',
    `\`${one.name ?? one.text}\` is required twice: ${other.text} and ${one.text}`,
    one.span,
    'Keep one of the lines, or give them markers that exclude each other.',
  );
}

function checkHashes(selecting: Selecting, requirement: LockedRequirement): void {
  const { pin, hashes, hashed, text, span } = requirement;
  if (pin.kind === 'path' || pin.kind === 'git') return;
  if (pin.kind === 'open') {
    selecting.report(
      'lock-unpinned',
      `\`${text}\` has no single version, and other lines have hashes`,
      span,
      'Pin it with `==` and its hashes, as `pip-compile --generate-hashes` does.',
    );
  } else if (hashes.length === 0) {
    selecting.report(
      'lock-hash',
      hashed ? `\`${text}\` has no sha256 hash` : `\`${text}\` has no hash, and other lines have`,
      span,
      'Write the file again with sha256 hashes, e.g. with `pip-compile --generate-hashes`.',
    );
  }
}

function add(selecting: Selecting, requirement: LockedRequirement, lock: RequirementsLock): void {
  const { name, extras, pin, hashes, span, text } = requirement;
  const version = pin.kind === 'version' ? pin.version : null;
  const subject: Subject = {
    name: name ?? nameless(pin, lock),
    version,
    span,
    ...(extras.length > 0 ? { extras } : {}),
    ...(name === null ? { isNameless: true } : {}),
  };
  switch (pin.kind) {
    case 'open':
      selecting.addUnpinned({ value: text, span });
      return;
    case 'version':
      selecting.add(subject, { kind: 'unlocated', hashes });
      return;
    case 'url': {
      const { file, url, subdirectory } = pin;
      selecting.addFiles(subject, oneFile({ file, url }, hashes), {
        direct: true,
        ...(subdirectory === undefined ? {} : { subdirectory }),
      });
      return;
    }
    case 'git':
      selecting.add(subject, { ...pin, url: selecting.mirrored(pin.url) });
      return;
    case 'path': {
      const file = fileNameOfPath(pin.written);
      if (!isWheelName(file) && !isSdistFile(file)) {
        selecting.addDirectory(subject, pin.path, pin.editable, pin.written);
        return;
      }
      selecting.addFiles(subject, oneFile({ file, path: pin.path }, hashes));
      return;
    }
  }
}

/** One file, which has one of the hashes. */
function oneFile(place: Omit<LockedFile, 'sha256'>, hashes: readonly string[]): LockedFiles {
  const [only = null] = hashes.length === 1 ? hashes : [];
  const file = { ...place, sha256: only };
  return {
    ...(isWheelName(file.file) ? { wheels: [file] } : { wheels: [], sdist: file }),
    ...(hashes.length > 1 ? { hashes } : {}),
  };
}

/** A name for a package whose own name only building shows: that of its directory, repository or file. */
function nameless(pin: LockedRequirement['pin'], lock: RequirementsLock): string {
  const written =
    pin.kind === 'path' ? (pin.path ?? pin.written) : 'url' in pin ? pin.url : lock.file;
  const last = fileNameOfPath(written.replace(/\/$/, '')).replace(/\.git$/, '');
  return normalizeName(last === '' ? 'unnamed' : last);
}
