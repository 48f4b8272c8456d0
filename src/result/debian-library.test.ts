import { expect, test } from 'vitest';
import { debianLibraryPackage } from './debian-library.ts';

test.each([
  ['libSM.so.6', 'libsm6'],
  ['libX11.so.6', 'libx11-6'],
  ['libstdc++.so.6', 'libstdc++6'],
  ['libssl.so.1.1', 'libssl1.1'],
  ['libgdk_pixbuf-2.0.so.0', 'libgdk-pixbuf-2.0-0'],
  ['libgthread-2.0.so.0', 'libglib2.0-0'],
  ['libnss3.so', undefined],
  ['plugin.so.1', undefined],
])('%s is in %s', (library, name) => {
  expect(debianLibraryPackage(library)).toBe(name);
});
