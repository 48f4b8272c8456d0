import type { Status } from './wire/messages.ts';

/** A call that failed; the status is as the daemon gave it, its details unread and unchanged. */
export class GatewayError extends Error {
  readonly status: Status;

  constructor(status: Status) {
    super(status.message ?? '');
    this.name = 'GatewayError';
    this.status = status;
  }
}
