import { describe, expect, test } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
import type { FailureKind } from '../gateway/failure-kind.ts';
import { imageFailure, pullFailure } from './image.ts';

const image = 'registry.example/team/base:13';
const v2 = 'http://registry.example/v2/team/base';

test.each<[kind: FailureKind, words: string, reason: string, help: string]>([
  [
    'network',
    `unexpected status from HEAD request to ${v2}/manifests/13: 429 Too Many Requests`,
    'registry.example: it is busy or out of order',
    'docker login registry.example',
  ],
  [
    'network',
    `failed to copy: httpReadSeeker: failed open: unexpected status from GET request to ${v2}/blobs/sha256:1: 503 Service Unavailable`,
    'registry.example: it is busy or out of order',
    'Build again later',
  ],
  [
    'network',
    'short read: expected 563 bytes but got 281: unexpected EOF',
    'registry.example: it does not answer as it should',
    'can reach registry.example',
  ],
  [
    'other',
    'failed to copy: httpReadSeeker: failed open: unable to discard to offset',
    'registry.example: it does not answer as it should',
    'can reach registry.example',
  ],
  [
    'network',
    'dial tcp: lookup registry.example: no such host',
    'registry.example: its name does not resolve',
    'Correct the name of the registry',
  ],
  [
    'other',
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'registry.example: the authority of its certificate is not trusted',
    'Give the builder’s daemon the certificate authority',
  ],
  ['missing', `${image}: not found`, 'registry.example has no such image', 'Correct its name'],
  [
    'denied',
    'pull access denied, repository does not exist or may require authorization',
    'registry.example does not give it to this client',
    'docker login registry.example',
  ],
])('%s: %s', (kind, words, reason, help) => {
  const found = imageFailure({ kind, message: words }, image, undefined)?.diagnostic;
  expect(found).toMatchObject({
    code: 'image-unavailable',
    message: `the image ${image} cannot be pulled: ${reason}`,
  });
  expect(found?.help).toContain(help);
});

test.each<FailureKind>(['cancelled', 'disconnected', 'process'])(
  '%s is not a failure of an image',
  (kind) => {
    expect(imageFailure({ kind, message: 'not found' }, image, undefined)).toBeUndefined();
  },
);

describe('a layer', () => {
  const spec = specOf(
    `release: app==1\nruntime: ours/3.13\nruntimes: {ours/3.13: {image: "${image}"}}\nfiles: [{from: "node:26", path: /dist, to: static}]\n`,
  );
  const pulled = (url: string) =>
    pullFailure({ kind: 'network', message: 'unexpected EOF', args: [], source: { url } }, spec);

  test.each([
    ['of the base image', `docker-image://${image}@sha256:${'a'.repeat(64)}`, image, 2],
    ['of an image of files', 'docker-image://docker.io/library/node:26', 'node:26', 4],
  ])('%s has the place of the image', (_, url, name, line) => {
    expect(pulled(url)?.diagnostic).toMatchObject({ span: { start: { line } } });
    expect(pulled(url)?.diagnostic.message).toContain(name);
  });

  test('of an image that grocker.yml does not name has no place', () => {
    const found = pulled('docker-image://tools.example/frontend:1')?.diagnostic;
    expect(found?.message).toContain('tools.example/frontend');
    expect(found?.span).toBeUndefined();
  });

  const said = (message: string, from = spec) =>
    pullFailure({ kind: 'other', message, args: [] }, from)?.diagnostic;
  const readSeeker = 'failed to compute cache key: failed to copy: httpReadSeeker: failed open:';

  test('that the daemon names only by its url has the place of the image', () => {
    const get = `unexpected status from GET request to ${v2}/blobs/sha256:1: 503 Service Unavailable`;
    expect(said(`${readSeeker} ${get}`)).toMatchObject({ span: { start: { line: 2 } } });
    expect(said(`${readSeeker} ${get.replace('team/base', 'team/cache')}`)).toBeUndefined();
  });

  test('that the daemon does not name is the only one', () => {
    const words = `${readSeeker} unable to discard to offset`;
    expect(said(words)).toBeUndefined();
    const alone = specOf(
      `release: app==1\nruntime: ours/3.13\nruntimes: {ours/3.13: {image: "${image}"}}\n`,
    );
    expect(said(words, alone)).toMatchObject({ span: { start: { line: 2 } } });
    expect(said('something else', alone)).toBeUndefined();
  });

  test('is not a file of a server', () => {
    expect(pulled('https://files.example/a.whl')).toBeUndefined();
  });
});
