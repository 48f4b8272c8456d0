import { expect, test } from 'vitest';

import { linkTarget } from './link-target.ts';

test.each([
  ['apps/desk', 'apps/desk/greet', '../../shared/greet', 'context shared/greet'],
  ['apps/desk', 'apps/desk/deep/greet', '../../../shared/greet', 'context shared/greet'],
  ['apps/desk', 'apps/desk/README.md', '../../README.md', 'context README.md'],
  ['apps/desk', 'apps/desk/all', '../..', 'context .'],
  ['apps/desk', 'apps/desk/deep/menu', '../menu', 'inside apps/desk/menu'],
  ['apps/desk', 'apps/desk/current', './v1/', 'inside apps/desk/v1'],
  ['.', 'current', 'releases/1', 'inside releases/1'],
  // By a way that is not there in the image, whose directory has another name.
  ['apps/desk', 'apps/desk/menu', '../desk/food', 'context apps/desk/food'],
  ['.', 'menu', '../context/food', 'elsewhere'],
  ['apps/desk', 'apps/desk/host', '/etc/hostname', 'elsewhere'],
  ['apps/desk', 'apps/desk/up', '../../../other', 'elsewhere'],
])('in %s, %s -> %s: %s', (root, link, words, expected) => {
  const target = linkTarget(root, link, words);
  expect('path' in target ? `${target.kind} ${target.path}` : target.kind).toBe(expected);
});
