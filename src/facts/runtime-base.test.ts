import { describe, expect, test } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import { baseImage } from './runtime-base.ts';

const { spec } = parseSpec(new SourceText('grocker.yml', 'runtime: trixie/3.13\n'));

function ask(architecture: 'amd64' | 'arm64', config: string) {
  if (spec === undefined) throw new Error('it is not valid');
  const answer = { reference: 'debian@sha256:0', config };
  const source = { baseImage: () => Promise.resolve(answer) };
  return baseImage(source, spec, { os: 'linux', architecture }, undefined);
}

describe('the base image', () => {
  test.each(['{"architecture":"arm64"}', '{"architecture":""}', '{}'])(
    'may be %s',
    async (config) => {
      expect((await ask('arm64', config)).config).toBe(config);
    },
  );

  test('is not one for another platform', async () => {
    await expect(ask('arm64', '{"architecture":"amd64"}')).rejects.toMatchObject({
      diagnostics: [
        {
          code: 'base-image-platform',
          message: 'debian:trixie-slim is there for linux/amd64 alone, not for linux/arm64',
          span: { file: 'grocker.yml', start: { line: 1, column: 10 } },
        },
      ],
    });
  });
});
