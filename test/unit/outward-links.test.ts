import { expect, test } from 'vitest';

import type { Token } from '../../site/markdown.ts';
import { pointOutwardLinks } from '../../site/outward-links.ts';

/** A paragraph with one link, as markdown-it has it. */
function linked(href: string): { readonly tokens: readonly Token[]; readonly seen: () => string } {
  const attributes = new Map([['href', href]]);
  const token = (type: string): Token => ({
    type,
    children: null,
    attrGet: (name) => (type === 'link_open' ? (attributes.get(name) ?? null) : null),
    attrSet: (name, value) => attributes.set(name, value),
  });
  const children = ['text', 'link_open', 'text', 'link_close'].map(token);
  const seen = () =>
    children.some(({ type }) => type === 'link_open') ? (attributes.get('href') ?? '') : 'no link';
  return { tokens: [{ ...token('inline'), children }], seen };
}

test.each([
  ['guide.md', 'locking.md#alpine', 'locking.md#alpine'],
  ['guide.md', 'rules/README.md', 'rules/index.md'],
  ['rules/no-lock.md', '../guide.md', '../guide.md'],
  ['guide.md', '#a-small-image', '#a-small-image'],
  ['guide.md', 'https://packaging.example/', 'https://packaging.example/'],
  [
    'guide.md',
    '../examples/uv/grocker.yml',
    'https://git.example/blob/main/examples/uv/grocker.yml',
  ],
  ['rules/no-lock.md', '../../README.md#try-it', 'https://git.example/blob/main/README.md#try-it'],
])('in %s, %s becomes %s', (page, href, expected) => {
  const { tokens, seen } = linked(href);
  pointOutwardLinks(tokens, page, 'https://git.example');
  expect(seen()).toBe(expected);
});

test('text stays unchanged if the repository is not known', () => {
  const { tokens, seen } = linked('../README.md');
  pointOutwardLinks(tokens, 'guide.md', undefined);
  expect(seen()).toBe('no link');
});
