import { Readable, Writable } from 'node:stream';
import { expect, test, vi } from 'vitest';

import { Bridge } from './bridge.ts';
import { CALL_LIMITS } from './call-limits.ts';
import { Http2Channel } from './http2-channel.ts';
import { StatusCode } from './status-code.ts';

/** A daemon that hears everything and says nothing. */
function silentDaemon(): Http2Channel {
  return new Http2Channel(
    new Readable({ read: () => undefined }),
    new Writable({
      write: (_chunk, _encoding, done) => {
        done();
      },
    }),
  );
}

test.each(Object.keys(CALL_LIMITS) as (keyof typeof CALL_LIMITS)[])(
  'a daemon that does not answer %s is waited for no longer than its limit',
  async (method) => {
    const limit = CALL_LIMITS[method] ?? 0;
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      const controller = new AbortController();
      setTimeout(() => {
        controller.abort();
      }, milliseconds / limit);
      return controller.signal;
    });
    const failure: unknown = await new Bridge(silentDaemon())
      .call(method, {})
      .catch((error: unknown) => error);
    expect(timeout).toHaveBeenCalledWith(limit);
    expect(failure).toMatchObject({ status: { code: StatusCode.deadlineExceeded } });
    timeout.mockRestore();
  },
);
