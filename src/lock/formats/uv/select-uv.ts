import type { Selection, SelectionRequest } from '../../selection.ts';
import type { Subject } from '../../selecting.ts';
import { Selecting } from '../../selecting.ts';
import type { UvLock, UvPackage } from './uv-lock.ts';
import { checkDeclaredConflicts } from './uv-conflicts.ts';
import { findUvRoots } from './uv-roots.ts';
import { UvWalk } from './uv-walk.ts';

/** The selection of `uv sync` from uv.lock, without its default groups. */
export function selectUv(lock: UvLock, request: SelectionRequest): Selection {
  const selecting = new Selecting(lock, request);
  const top = selecting.line(1);
  selecting.checkPython(lock.requiresPython, top);
  const { evaluation } = selecting;
  const { environments } = lock;
  if (environments.length > 0 && !environments.some((marker) => evaluation.holds(marker, top))) {
    selecting.report(
      'lock-environment',
      `\`${lock.file}\` is not for this platform, only for: ${environments.join(' · ')}`,
      top,
      'Choose another runtime or platform, or name it in `environments` of `[tool.uv]` and run `uv lock`.',
    );
  }
  const roots = findUvRoots(lock, selecting);
  if (roots === undefined) return selecting.finish(lock.requiresPython);
  checkDeclaredConflicts(lock, selecting, roots);
  const installed = new UvWalk(lock, selecting, roots).walk();
  reportTwice(lock, selecting, installed);
  for (const at of installed) {
    const locked = lock.packages[at];
    if (locked !== undefined) addPackage(selecting, locked);
  }
  return selecting.finish(lock.requiresPython);
}

function reportTwice(lock: UvLock, selecting: Selecting, installed: ReadonlySet<number>): void {
  const lines = new Map<string, number>();
  for (const at of installed) {
    const locked = lock.packages[at];
    if (locked === undefined) continue;
    const other = lines.get(locked.name);
    if (other !== undefined) {
      selecting.report(
        'lock-ambiguous',
        `\`${locked.name}\` is selected twice, from lines ${other} and ${locked.line}`,
        selecting.line(locked.line),
        'Select extras and groups that go together, or run `uv lock`.',
      );
    }
    lines.set(locked.name, locked.line);
  }
}

function addPackage(selecting: Selecting, locked: UvPackage): void {
  const { name, version, source, files, line } = locked;
  const subject: Subject = { name, version, span: selecting.line(line) };
  switch (source.kind) {
    case 'registry':
      selecting.addFiles(subject, files);
      return;
    case 'path':
    case 'url':
      selecting.addFiles(subject, files, {
        ...(source.kind === 'url' ? { direct: true } : {}),
        ...('subdirectory' in source ? { subdirectory: source.subdirectory } : {}),
      });
      return;
    case 'git':
      if (source.path !== undefined) {
        selecting.addUnavailable(subject, `it is the file \`${source.path}\` of a repository`);
        return;
      }
      selecting.add(subject, {
        kind: 'git',
        url: selecting.mirrored(source.url),
        commit: source.commit,
        ...(source.subdirectory === undefined ? {} : { subdirectory: source.subdirectory }),
      });
      return;
    case 'virtual':
      return;
    case 'editable':
    case 'directory':
      selecting.addDirectory(subject, source.path, source.kind === 'editable', source.written);
      return;
  }
}
