import { expect, test } from 'vitest';
import { uvPlatform } from './uv-platform.ts';

test.each([
  ['arm64', 'glibc', '2.41', 'aarch64-manylinux_2_40'],
  ['amd64', 'glibc', '2.36', 'x86_64-manylinux_2_36'],
  ['arm64', 'glibc', '2.30', 'aarch64-manylinux_2_28'],
  ['arm64', 'glibc', '2.12', 'aarch64-manylinux_2_17'],
  ['arm64', 'musl', '1.2', 'aarch64-unknown-linux-musl'],
] as const)('%s with %s %s is %s for uv', (architecture, name, version, expected) => {
  const python = { executable: '/usr/bin/python3', version: '3.13.5', libc: { name, version } };
  expect(uvPlatform({ platform: { os: 'linux', architecture }, python })).toBe(expected);
});
