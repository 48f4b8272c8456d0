import type { Located } from '../diagnostics/span.ts';
import { directoryOf } from '../paths/context-path.ts';
import { findLock, LOCK_PATTERNS } from '../lock/find-lock.ts';
import { OWN_LOCK_PATTERNS } from '../lock/formats/pylock/pylock-format.ts';
import { SYSTEM_LOCK, type Spec } from '../spec/spec.ts';
import type { LintFacts } from './rule.ts';

/** Directories of the context whose file names `lintFacts` has to know, `.` for its root. */
export function lintDirectories(spec: Spec): readonly string[] {
  if (spec.release !== undefined) return ['.'];
  const directory = spec.project?.value ?? spec.source?.path ?? '.';
  const parts = directory === '.' ? [] : directory.split('/');
  return ['.', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))].toReversed();
}

/** Files of the context that grocker.yml names and that are read to plan. */
export function namedFiles({ lock, pipConstraint, systemLock }: Spec): readonly Located<string>[] {
  return [...lock, ...(pipConstraint ? [pipConstraint] : []), ...(systemLock ? [systemLock] : [])];
}

/** The facts for rules, from the names of the files in these directories. */
export function lintFacts(
  spec: Spec,
  namesIn: (directory: string) => readonly string[],
  client?: LintFacts['client'],
): LintFacts {
  // Beside a release only what `grocker lock` made for it counts: other locks are other projects'.
  const patterns = spec.release ? OWN_LOCK_PATTERNS : LOCK_PATTERNS;
  const found = lintDirectories(spec).flatMap(
    (directory) => findLock(namesIn(directory), patterns) ?? [],
  );
  const missing = namedFiles(spec).filter(
    ({ value }) => !namesIn(directoryOf(value)).includes(value.replace(/^.*\//s, '')),
  );
  return {
    locks: spec.lock.length > 0 ? spec.lock.map(({ value }) => value) : found.slice(0, 1),
    hasSystemLock: spec.systemLock !== undefined || namesIn('.').includes(SYSTEM_LOCK),
    ...(missing.length === 0 ? {} : { missing }),
    ...(client === undefined ? {} : { client }),
  };
}
