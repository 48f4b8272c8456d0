import { describe, expect, test } from 'vitest';
import { builtTitle, installGroups } from './install-groups.ts';
import type { PlannedPackage } from './plan.ts';

const MEBIBYTE = 1024 * 1024;

function wheel(name: string, size = 1000): PlannedPackage {
  const origin = { from: 'url', url: `https://files.example/${name}`, sha256: '0', size } as const;
  const file = `${name}-1-py3-none-any.whl`;
  return { kind: 'wheel', name, version: '1', role: 'dependency', file, origin };
}

function compiled(name: string, role: 'dependency' | 'application'): PlannedPackage {
  const origin = { from: 'context', path: '.', exclude: [] } as const;
  const settings = { stage: 'compiler', envs: [], configSettings: [] } as const;
  return { kind: 'compile', name, version: null, role, origin, ...settings };
}

const many = Array.from({ length: 40 }, (_, index) => wheel(`package-${index}`));
const contents = (packages: readonly PlannedPackage[], layers: number) =>
  installGroups(packages, layers).map((group) => group.packages);

describe('installGroups', () => {
  test.each([1, 2, 3, 6, 12, 40])('makes at most %i groups and loses no package', (layers) => {
    const all = [...many, wheel('numpy', 20 * MEBIBYTE), compiled('app', 'application')];
    const groups = contents(all, layers);
    expect(groups.length).toBeLessThanOrEqual(layers);
    expect(groups.flat().sort()).toEqual(all.map(({ name }) => name).sort());
  });

  test('gives the first layers to the largest wheels and compiled packages, and the last to the application', () => {
    const all = [
      compiled('app', 'application'),
      compiled('mysqlclient', 'dependency'),
      wheel('numpy', 20 * MEBIBYTE),
      wheel('pandas', 12 * MEBIBYTE),
      ...many,
    ];
    const groups = contents(all, 12);
    expect(groups.slice(0, 3)).toEqual([['numpy'], ['pandas'], ['mysqlclient']]);
    expect(groups.at(-1)).toEqual(['app']);
  });

  const huge = Array.from({ length: 9 }, (_, index) =>
    wheel(`huge-${index}`, (100 - index) * MEBIBYTE),
  );

  test('one more small package moves no huge wheel, however many there are', () => {
    const groups = contents([...many, ...huge], 12);
    expect(groups.slice(0, 6)).toEqual([
      ['huge-5', 'huge-6', 'huge-7', 'huge-8'],
      ['huge-0'],
      ['huge-1'],
      ['huge-2'],
      ['huge-3'],
      ['huge-4'],
    ]);
    expect(groups).toHaveLength(12);
    expect(contents([...many, wheel('one-more'), ...huge], 12).slice(0, 6)).toEqual(
      groups.slice(0, 6),
    );
  });

  test.each([2, 3, 12])('compiled packages leave the huge wheels one of %i layers', (layers) => {
    const built = Array.from({ length: 12 }, (_, index) =>
      compiled(`built-${index}`, 'dependency'),
    );
    const groups = contents([...built, ...many, ...huge.slice(0, 2)], layers);
    expect(groups.length).toBeLessThanOrEqual(layers);
    expect(groups[0]).toEqual(['huge-0', 'huge-1']);
  });

  test('one more package changes one group', () => {
    const before = contents(many, 12);
    const after = contents([...many, wheel('one-more')], 12);
    expect(after.filter((group) => !before.some((each) => each.join() === group.join()))).toEqual([
      expect.arrayContaining(['one-more']),
    ]);
  });

  test('does not depend on the order of the packages', () => {
    expect(contents([...many].reverse(), 12)).toEqual(contents(many, 12));
  });

  test('titles name the packages', () => {
    const titles = (packages: readonly PlannedPackage[]) =>
      installGroups(packages, 1).map(({ title }) => title);
    expect(titles([wheel('a')])).toEqual(['a 1']);
    expect(titles([compiled('a', 'dependency')])).toEqual(['a']);
    expect(titles([wheel('a'), wheel('b')])).toEqual(['a, b']);
    expect(titles([wheel('c'), wheel('a'), wheel('b'), wheel('d')])).toEqual(['a, b and 2 more']);
  });

  test('makes no group of no packages', () => {
    expect(installGroups([], 12)).toEqual([]);
  });
});

test('the title of a group has the built versions and the application', () => {
  const built = (names: readonly string[], versions: Readonly<Record<string, string>>) =>
    builtTitle({ packages: names }, packages, (name) => versions[name]);
  const packages = [
    compiled('shop', 'application'),
    compiled('greenlet', 'dependency'),
    { ...compiled('zope', 'dependency'), version: '7.1' },
  ];
  expect(built(['shop'], { shop: '1.4.0' })).toBe('application shop 1.4.0');
  expect(built(['shop'], {})).toBe('application shop');
  expect(built(['greenlet'], { greenlet: '3.2' })).toBe('greenlet 3.2');
  expect(built(['zope'], { zope: '8' })).toBe('zope 7.1');
  expect(built(['greenlet', 'shop', 'zope'], {})).toBe('greenlet, shop and 1 more');
});
