import { disconnected } from './disconnected.ts';
import { exitCode } from './error-details.ts';
import { StatusCode } from './status-code.ts';
import type { Status } from './wire/messages.ts';

/**
 * Why a call failed, as far as a frontend would act on it.
 *
 * - `cancelled`: the client gave up.
 * - `disconnected`: the daemon is gone.
 * - `process`: a step of the build exited with an error.
 * - `network`: something outside could not be reached, and may be reachable later.
 * - `missing`: a file, image or page that does not exist.
 * - `denied`: it exists, perhaps, but not for this client.
 * - `other`: anything else.
 */
export type FailureKind =
  'cancelled' | 'disconnected' | 'process' | 'network' | 'missing' | 'denied' | 'other';

/** Messages of Go's net, net/http and containerd's resolver for temporary network failures. */
const networkMessages =
  /i\/o timeout|connection (?:refused|reset|timed out)|no such host|server misbehaving|temporary failure in name resolution|network is unreachable|no route to host|TLS handshake timeout|unexpected EOF|Client\.Timeout exceeded|context deadline exceeded|(?:status|code)[^\n]{0,40}\b(?:408|429|500|502|503|504)\b|too ?many ?requests/i;

const missingMessages =
  /no such file or directory|file does not exist|\bnot found\b|(?:status|code)[^\n]{0,40}\b(?:404|410)\b/i;

const deniedMessages =
  /pull access denied|unauthorized|authorization failed|forbidden|(?:status|code)[^\n]{0,40}\b(?:401|403)\b/i;

/** Tells failures apart by their code where the daemon sets one, else by their message. */
export function failureKind(status: Status): FailureKind {
  const message = status.message ?? '';
  const byCode = failureKindOfCode(status.code ?? StatusCode.ok, message);
  if (byCode !== undefined) return byCode;
  if (exitCode(status) !== undefined) return 'process';
  if (networkMessages.test(message)) return 'network';
  if (deniedMessages.test(message)) return 'denied';
  if (missingMessages.test(message)) return 'missing';
  return 'other';
}

function failureKindOfCode(code: number, message: string): FailureKind | undefined {
  switch (code) {
    case StatusCode.cancelled:
      return 'cancelled';
    case StatusCode.notFound:
      return 'missing';
    case StatusCode.permissionDenied:
    case StatusCode.unauthenticated:
      return 'denied';
    case StatusCode.deadlineExceeded:
      return 'network';
    case StatusCode.unavailable:
      // The daemon hands on what a registry or a git server answered under the same code.
      return message === disconnected.message ? 'disconnected' : 'network';
    default:
      return undefined;
  }
}
