import type { Span } from '../diagnostics/span.ts';
import type { AuditFinding } from './audit-finding.ts';

/** A file of the virtual environment itself that a wheel brings, and the distribution where that is known. */
export interface TakenFile {
  readonly file: string;
  readonly of: string | null;
}

/** The files of a wheel that would replace the virtual environment's own, by its distribution. */
export function takenFiles(
  taken: readonly TakenFile[],
  places: ReadonlyMap<string, Span> = new Map(),
): AuditFinding[] {
  const names = [...new Set(taken.map(({ of }) => of ?? ''))];
  return names.map((name) => {
    const span = places.get(name);
    const own = taken.filter(({ of }) => (of ?? '') === name);
    const list = own.map(({ file }) => file).join(', ');
    return {
      code: 'environment-file',
      severity: 'error',
      message: `${name === '' ? 'a package' : name} contains ${list}, which would replace files of the virtual environment`,
      ...(span && { span }),
      help: 'Remove the package, or choose another version of it: with that file Python would not start as it should.',
    };
  });
}
