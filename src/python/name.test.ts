import { describe, expect, it } from 'vitest';
import { isNormalizedName, isValidName, normalizeName } from './name.ts';

describe('normalizeName', () => {
  // The examples of PEP 503's successor in the specifications: all are one name.
  it.each([
    ['friendly-bard', 'friendly-bard'],
    ['Friendly-Bard', 'friendly-bard'],
    ['FRIENDLY-BARD', 'friendly-bard'],
    ['friendly.bard', 'friendly-bard'],
    ['friendly_bard', 'friendly-bard'],
    ['friendly--bard', 'friendly-bard'],
    ['FrIeNdLy-._.-bArD', 'friendly-bard'],
    ['', ''],
    ['_x_', '-x-'],
  ])('%j is %j', (name, normal) => {
    expect(normalizeName(name)).toBe(normal);
  });
});

describe('isValidName', () => {
  it.each([
    ['a', true],
    ['zope.interface', true],
    ['A_b-3', true],
    ['', false],
    ['-a', false],
    ['a_', false],
    ['a b', false],
    ['é', false],
    ['a\n', false],
  ])('%j: %s', (name, valid) => {
    expect(isValidName(name)).toBe(valid);
  });
});

describe('isNormalizedName', () => {
  it.each([
    ['a-b', true],
    ['a--b', false],
    ['A', false],
    ['a.b', false],
  ])('%j: %s', (name, normal) => {
    expect(isNormalizedName(name)).toBe(normal);
  });
});
