import { expect, it } from 'vitest';
import { lowerOwner, type Owner } from './owner.ts';
import type { ChownOpt } from './wire/messages.ts';

const table: readonly (readonly [Owner | undefined, ChownOpt | undefined])[] = [
  [undefined, undefined],
  ['root', { user: { byId: 0 } }],
  ['app', { user: { byName: { name: 'app', input: 2 } } }],
  ['1000:staff', { user: { byId: 1000 }, group: { byName: { name: 'staff', input: 2 } } }],
  ['root:root', { user: { byId: 0 }, group: { byId: 0 } }],
  [
    { user: 7, group: 'root' },
    { user: { byId: 7 }, group: { byName: { name: 'root', input: 2 } } },
  ],
  [{ group: 0 }, { group: { byId: 0 } }],
];

it.each(table)('%j', (owner, expected) => {
  expect(lowerOwner(owner, 2)).toEqual(expected);
});
