import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { archiveLimits } from '../graph/agreed.ts';

const { MOST_BYTES, MOST_MEMBERS, MOST_TIMES } = archiveLimits;

/** An archive of strangers that a step did not unpack: a bomb, or damaged. */
export function archiveTooLarge(subject: string, span: Span | undefined): Diagnostic {
  const most = `${MOST_TIMES} times its size, ${MOST_BYTES / 1024 ** 3} GiB or ${MOST_MEMBERS} files`;
  return {
    code: 'archive-too-large',
    severity: 'error',
    message: `${subject} is not unpacked, because it is too large (more than ${most}); the step's log says which limit it exceeds`,
    ...(span && { span }),
    help: 'Choose another version of it, and review who changed it.',
  };
}
