import type { Help } from '../diagnostics/help.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { exitStatuses } from '../graph/agreed.ts';
import type { PlannedPackage } from '../plan/plan.ts';
import type { Explanation } from './explained-failure.ts';
import type { Failure } from './failure.ts';

/** A file that differs from the locked one. */
export interface OtherFile {
  /** Where it is: a url, or a path of the context. */
  readonly place: string;
  /** The package that the file should belong to. */
  readonly name: string;
  readonly span?: Span | undefined;
  /** How it is known, if not by one checksum that differs. */
  readonly reason?: string;
  readonly help: Help;
}

/** The one wording for a file that differs from the locked one. */
export function checksumMismatch({ place, name, span, reason, help }: OtherFile): Diagnostic {
  return {
    code: 'checksum-mismatch',
    severity: 'error',
    message: `${place} is not the file of ${name} that was locked: ${reason ?? 'it has none of the hashes of the lock'}`,
    ...(span && { span }),
    help,
  };
}

/** A file of the context that steps/verify.py refused. */
export function verifyFailure(failure: Failure, planned: PlannedPackage): Explanation | undefined {
  if (failure.exitCode !== exitStatuses.OTHER_FILE) return undefined;
  const { name, origin, span } = planned;
  return {
    diagnostic: checksumMismatch({
      place: origin.from === 'context' ? origin.path : name,
      ...{ name, span },
      help: 'Put the locked file into the context, or create the lock again.',
    }),
  };
}
