import { Readable, Writable } from 'node:stream';
import { expect, onTestFinished, test, vi } from 'vitest';

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
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const limit = CALL_LIMITS[method] ?? 0;
    const failure = new Bridge(silentDaemon()).call(method, {}).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(limit - 1);
    expect(await Promise.race([failure, Promise.resolve('waiting')])).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect(await failure).toMatchObject({ status: { code: StatusCode.deadlineExceeded } });
  },
);
