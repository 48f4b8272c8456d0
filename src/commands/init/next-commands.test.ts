import { expect, test } from 'vitest';

import { nextCommands } from './next-commands.ts';

const inference: Parameters<typeof nextCommands>[2] = {
  definition: {
    settings: [{ key: 'ports', value: [8000] }],
    services: [{ name: 'worker', settings: [] }],
  },
  needs: ['SECRET_KEY'],
};

const shown = (frontend: string) => nextCommands('grocker.yml', 'shop', inference, frontend);

test('the commands build the file and run the image', () => {
  const text = shown('org/grocker-frontend');
  expect(text).toContain('docker buildx build -f grocker.yml -t shop --load shop\n');
  expect(text).toContain('docker run --rm -p 8000:8000 -e SECRET_KEY shop\n');
  expect(text).toContain('--target worker\n');
});

test('a frontend with a tag is to be named by its digest in CI', () => {
  expect(shown('org/grocker-frontend:9.0.0')).toContain(
    '--build-arg BUILDKIT_SYNTAX=org/grocker-frontend:9.0.0@sha256:DIGEST\n',
  );
});

test('a frontend with a digest is what CI builds with already', () => {
  expect(shown(`org/grocker-frontend@sha256:${'a'.repeat(64)}`)).not.toContain('CI');
});
