import { expect, test } from 'vitest';

import { disconnected } from './disconnected.ts';
import { detailUrl } from './error-details.ts';
import { failureKind, type FailureKind } from './failure-kind.ts';
import type { Status } from './wire/messages.ts';

const exit = { typeUrl: detailUrl('gatewayapi.ExitMessage'), value: Buffer.from('{"Code":7}') };

test.each<[FailureKind, Status]>([
  ['disconnected', disconnected],
  ['cancelled', { code: 1, message: 'context canceled' }],
  ['process', { code: 2, message: 'process "sh" did not complete successfully: exit code: 1' }],
  ['process', { code: 2, message: 'connection refused', details: [exit] }],
  ['network', { code: 4, message: '' }],
  ['network', { code: 14, message: 'the registry is down' }],
  [
    'network',
    { code: 2, message: 'Get "http://a": dial tcp 127.0.0.1:1: connect: connection refused' },
  ],
  ['network', { code: 2, message: 'dial tcp: lookup a.example on 192.0.2.1:53: no such host' }],
  ['network', { code: 2, message: 'net/http: TLS handshake timeout' }],
  ['network', { code: 2, message: 'read tcp 192.0.2.1:443: i/o timeout' }],
  ['network', { code: 2, message: 'invalid response status 503' }],
  ['network', { code: 2, message: 'unexpected status code [manifests 1]: 429 Too Many Requests' }],
  ['missing', { code: 5, message: 'no' }],
  ['missing', { code: 2, message: 'invalid response status 404' }],
  ['missing', { code: 2, message: 'docker.io/library/nothing:1: not found' }],
  ['missing', { code: 2, message: 'open /tmp/a/uv.lock: no such file or directory' }],
  ['denied', { code: 7, message: 'no' }],
  ['denied', { code: 2, message: 'invalid response status 401' }],
  [
    'denied',
    {
      code: 2,
      message:
        'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    },
  ],
  ['other', { code: 2, message: 'failed to parse: 5040 apples' }],
  ['other', {}],
])('%s: %j', (kind, status) => {
  expect(failureKind(status)).toBe(kind);
});
