import { describe, expect, test } from 'vitest';

import { detailUrl, exitCode, sourceDetails, vertexDigest } from './error-details.ts';
import type { Any, Status } from './wire/messages.ts';

const detail = (name: string, json: string): Any => ({
  typeUrl: detailUrl(name),
  value: Buffer.from(json),
});

describe('details of a failure', () => {
  const status: Status = {
    code: 2,
    message: 'failed',
    details: [
      { typeUrl: 'github.com/moby/buildkit/stack.Stack+json', value: Buffer.from('[]') },
      detail('errdefs.Vertex', '{"digest":"sha256:a"}'),
      detail(
        'errdefs.Source',
        JSON.stringify({
          info: { filename: 'grocker.yml', language: 'YAML', data: 'YTogYg==' },
          ranges: [{ start: { line: 3, character: 2 }, end: { line: 3 } }],
        }),
      ),
      detail('gatewayapi.ExitMessage', '{"Code":137}'),
    ],
  };

  test('are read', () => {
    expect(exitCode(status)).toBe(137);
    expect(vertexDigest(status)).toBe('sha256:a');
    expect(sourceDetails(status)).toEqual([
      {
        info: { filename: 'grocker.yml', language: 'YAML', data: Buffer.from('a: b') },
        ranges: [{ start: { line: 3, character: 2 }, end: { line: 3, character: 0 } }],
      },
    ]);
  });

  test.each(['', '[', 'null', '[]', '{"digest":1,"Code":"x","ranges":{},"info":[]}'])(
    'damaged ones are as good as none: %j',
    (json) => {
      const damaged = {
        details: ['errdefs.Vertex', 'gatewayapi.ExitMessage'].map((name) => detail(name, json)),
      };
      expect(exitCode(damaged)).toBeUndefined();
      expect(vertexDigest(damaged)).toBeUndefined();
    },
  );
});

test('the exit code is in the message, too', () => {
  const message = 'process "sh -c exit 3" did not complete successfully: exit code: 3';
  expect(exitCode({ message })).toBe(3);
});
