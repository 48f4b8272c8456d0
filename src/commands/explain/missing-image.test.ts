import { expect, test } from 'vitest';
import { missingImageMessage } from './missing-image.ts';

const tags = ['shop:1.3', 'shop:1.2', 'registry.example:5000/team/orders:2', '<none>:<none>', ''];

test.each([
  ['another tag of the same image, the newest', 'shop:1.4', 'shop:1.3'],
  ['a name without a tag', 'shop', 'shop:1.3'],
  ['a mistake in the name', 'shpo:1.2', 'shop:1.2'],
  ['a mistake in a name without a tag', 'sohp', 'shop'],
  [
    'a registry with a port',
    'registry.example:5000/team/orders',
    'registry.example:5000/team/orders:2',
  ],
])('%s: the nearest is named', (_, name, found) => {
  const message = missingImageMessage([name], tags);
  expect(message).toContain(`the engine has no image ${name}`);
  expect(message).toContain(`"${found}"`);
  expect(message).toContain('`grocker build`');
});

test('nothing is named that is not near', () => {
  expect(missingImageMessage(['nosuch:1', 'nosuch:2'], tags)).toBe(
    'the engine has no image nosuch:1 or nosuch:2: build it first with `grocker build`, or name another',
  );
});
