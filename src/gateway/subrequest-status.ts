import { jsonDetail } from './diagnostic-status.ts';
import { StatusCode } from './status-code.ts';
import type { Status } from './wire/messages.ts';

/** The answer to a request id that this frontend does not know; clients recognise the detail. */
export function unsupportedSubrequest(name: string): Status {
  return {
    code: StatusCode.unknown,
    // Clients write "unsupported request NAME" before it.
    message: 'frontend.subrequests.describe lists the supported requests',
    details: [jsonDetail('errdefs.Subrequest', { name })],
  };
}
