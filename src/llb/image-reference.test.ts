import { expect, it } from 'vitest';
import { imageReference } from './image-reference.ts';

const digest = `sha256:${'a'.repeat(64)}`;

it.each([
  ['debian', 'docker.io/library/debian:latest'],
  ['debian:trixie-slim', 'docker.io/library/debian:trixie-slim'],
  [`debian@${digest}`, `docker.io/library/debian@${digest}`],
  [`debian:12@${digest}`, `docker.io/library/debian:12@${digest}`],
  ['team/app', 'docker.io/team/app:latest'],
  ['docker.io/debian', 'docker.io/library/debian:latest'],
  ['index.docker.io/team/app', 'docker.io/team/app:latest'],
  ['localhost/app', 'localhost/app:latest'],
  ['host:5000/app', 'host:5000/app:latest'],
  ['Host/app', 'Host/app:latest'],
  ['registry.example/a/b:1', 'registry.example/a/b:1'],
])('%s is %s', (familiar, full) => {
  expect(imageReference(familiar)).toBe(full);
});
