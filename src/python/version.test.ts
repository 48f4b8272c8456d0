import { describe, expect, it } from 'vitest';
import { compareVersions, formatVersion, isPrerelease, parseVersion } from './version.ts';
import type { Version } from './version.ts';

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(`not a version: ${text}`);
  return parsed;
}

describe('formatVersion', () => {
  // PEP 440, "Normalization", each of its rules.
  it.each([
    ['1.1RC1', '1.1rc1'],
    ['00', '0'],
    ['09000', '9000'],
    ['1.0+foo0100', '1.0+foo0100'],
    ['1.1.a1', '1.1a1'],
    ['1.1-a1', '1.1a1'],
    ['1.0a.1', '1.0a1'],
    ['1.1alpha1', '1.1a1'],
    ['1.1beta2', '1.1b2'],
    ['1.1c3', '1.1rc3'],
    ['1.1preview4', '1.1rc4'],
    ['1.2a', '1.2a0'],
    ['1.2-post2', '1.2.post2'],
    ['1.2post2', '1.2.post2'],
    ['1.2.post-2', '1.2.post2'],
    ['1.0-r4', '1.0.post4'],
    ['1.0.rev4', '1.0.post4'],
    ['1.2.post', '1.2.post0'],
    ['1.0-1', '1.0.post1'],
    ['1.2-dev2', '1.2.dev2'],
    ['1.2dev2', '1.2.dev2'],
    ['1.2.dev', '1.2.dev0'],
    ['1.0+ubuntu-1', '1.0+ubuntu.1'],
    ['1.0+UBUNTU_01', '1.0+ubuntu.1'],
    ['v1.0', '1.0'],
    [' 1.0\n', '1.0'],
    ['1!2.0', '1!2.0'],
    ['0!1.0', '1.0'],
    ['1.0.0', '1.0.0'],
    ['2026.11.9007199254740993', '2026.11.9007199254740993'],
  ])('%j is %j', (text, normal) => {
    expect(formatVersion(version(text))).toBe(normal);
  });
});

describe('parseVersion', () => {
  it('has every part', () => {
    expect(parseVersion('1!2.0rc3.post4.dev5+local.6')).toEqual({
      epoch: 1,
      release: [2, 0],
      pre: { letter: 'rc', number: 3 },
      post: 4,
      dev: 5,
      local: ['local', 6],
    });
  });

  it('bounds the length', () => {
    expect(parseVersion('9'.repeat(4096))).toBeDefined();
    expect(parseVersion('9'.repeat(4097))).toBeUndefined();
    expect(parseVersion('1.'.repeat(3000) + '1')).toBeUndefined();
  });

  it('keeps every digit', () => {
    expect(parseVersion('9007199254740993')?.release).toEqual([9007199254740993n]);
    expect(parseVersion('9007199254740991')?.release).toEqual([9007199254740991]);
  });

  it.each([
    '',
    '.',
    '1.',
    '.1',
    '1..2',
    '1.0-',
    '1.0+',
    '1.0+a+b',
    '1.0+_',
    'foo',
    '1.0_1',
    '1 .0',
    '1.٣',
  ])('refuses %j', (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });
});

describe('compareVersions', () => {
  const ordered = [
    '0.9',
    // PEP 440, "Summary of permitted suffixes and relative ordering".
    '1.dev0',
    '1.0.dev456',
    '1.0a1',
    '1.0a2.dev456',
    '1.0a12.dev456',
    '1.0a12',
    '1.0b1.dev456',
    '1.0b2',
    '1.0b2.post345.dev456',
    '1.0b2.post345',
    '1.0rc1.dev456',
    '1.0rc1',
    '1.0',
    '1.0+abc.5',
    '1.0+abc.7',
    '1.0+5',
    '1.0+5.a',
    '1.0+5.0',
    '1.0.post456.dev34',
    '1.0.post456',
    '1.0.15',
    '1.1.dev1',
    '2026.9007199254740991',
    '2026.9007199254740992',
    '2026.9007199254740993',
    // PEP 440, "Version epochs".
    '1!1.0',
    '1!2.0',
  ];

  it('orders every pair', () => {
    ordered.forEach((left, a) => {
      ordered.forEach((right, b) => {
        expect([left, right, Math.sign(compareVersions(version(left), version(right)))]).toEqual([
          left,
          right,
          Math.sign(a - b),
        ]);
      });
    });
  });

  it.each([
    ['1.0', '1.0.0'],
    ['1.0a', '1.0a0'],
    ['1', '1.0.0.0'],
    ['1.0+ubuntu.1', '1.0+ubuntu-01'],
  ])('%s equals %s', (left, right) => {
    expect(compareVersions(version(left), version(right))).toBe(0);
  });
});

describe('isPrerelease', () => {
  it.each([
    ['1.0', false],
    ['1.0.post1', false],
    ['1.0+a', false],
    ['1.0a1', true],
    ['1.0.dev1', true],
    ['1.0.post1.dev2', true],
  ])('%s: %s', (text, expected) => {
    expect(isPrerelease(version(text))).toBe(expected);
  });
});
