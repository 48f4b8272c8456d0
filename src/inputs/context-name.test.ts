import { expect, test } from 'vitest';

import { contextName } from './context-name.ts';

test.each([
  ['debian:trixie-slim', 'debian:trixie-slim'],
  ['debian', 'debian'],
  ['debian:latest', 'debian'],
  ['docker.io/library/debian:12', 'debian:12'],
  ['org/app', 'org/app'],
  ['docker.io/org/app:1', 'org/app:1'],
  ['registry.example:5000/a/b', 'registry.example:5000/a/b'],
])('%s', (reference, name) => {
  expect(contextName(reference)).toBe(name);
});
