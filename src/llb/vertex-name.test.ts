import { expect, test } from 'vitest';

import { vertexName } from './vertex-name.ts';

test.each([
  [{}, '[root] apt: curl'],
  [{ platformName: 'linux/arm64' }, '[linux/arm64 root] apt: curl'],
])('%j: %s', (platform, name) => {
  expect(vertexName(platform, 'root', 'apt: curl')).toBe(name);
});
