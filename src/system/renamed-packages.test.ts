import { expect, test } from 'vitest';
import { isNameOf } from './renamed-packages.ts';

test.each([
  ['libmagic1', 'libmagic1t64'],
  ['libxmlsec1-openssl', 'libxmlsec1t64-openssl'],
  ['libldap2-dev', 'libldap-dev'],
  ['libgl1-mesa-glx', 'libgl1'],
  ['libpq5', 'libpq5'],
])('%s is the name of %s', (written, name) => {
  expect(isNameOf(written, name)).toBe(true);
});

test.each([
  ['libmagic1', 'libmagic-dev'],
  ['libpq-dev', 'libpq5'],
])('%s is not the name of %s', (written, name) => {
  expect(isNameOf(written, name)).toBe(false);
});
