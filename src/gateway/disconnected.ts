import { StatusCode } from './status-code.ts';
import type { Status } from './wire/messages.ts';

/** The status of every call once the daemon is gone. */
export const disconnected: Status = {
  code: StatusCode.unavailable,
  message: 'the connection to the daemon is closed',
};
