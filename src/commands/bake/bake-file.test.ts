import { expect, test } from 'vitest';
import { bakeFile } from './bake-file.ts';

const subject = { context: '.', definition: 'grocker.yml', platforms: [] };

test('a file for bake has a target for each image', () => {
  const images = [
    { service: undefined, name: 'shop:1.4' },
    { service: 'worker', name: 'shop-worker:1.4' },
  ];
  const platforms = ['linux/amd64', 'linux/arm64'];
  expect(bakeFile({ ...subject, images, platforms })).toEqual({
    group: { default: { targets: ['runner', 'worker'] } },
    target: {
      runner: {
        context: '.',
        dockerfile: 'grocker.yml',
        target: 'runner',
        tags: ['shop:1.4'],
        platforms,
      },
      worker: {
        context: '.',
        dockerfile: 'grocker.yml',
        target: 'worker',
        tags: ['shop-worker:1.4'],
        platforms,
      },
    },
  });
});

test('names that bake refuses become valid and unique', () => {
  const images = ['a.b', 'a_b', 'a-b'].map((service) => ({ service, name: 'shop:1.4' }));
  const { group, target } = bakeFile({ ...subject, images }) as {
    readonly group: { readonly default: { readonly targets: readonly string[] } };
    readonly target: Readonly<Record<string, { readonly target: string }>>;
  };
  expect(group.default.targets).toEqual(['a_b_', 'a_b', 'a-b']);
  expect(target['a_b_']?.target).toBe('a.b');
  expect(target['a_b']?.target).toBe('a_b');
});
