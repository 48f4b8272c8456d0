import type { Token } from './markdown.ts';

/**
 * Points the links of a page that leave docs/ at the repository's own site. Where that is unknown, their words stay.
 *
 * @param page path of the page in docs/.
 * @param repository such as https://git.example/team/grocker.
 */
export function pointOutwardLinks(
  tokens: readonly Token[],
  page: string,
  repository: string | undefined,
): void {
  for (const { children } of tokens) {
    if (children === null) continue;
    for (const [index, token] of children.entries()) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      if (href === null || /^(?:[a-z]+:|#|\/)/.test(href)) continue;
      const { pathname, hash } = new URL(href, `file:///docs/${page}`);
      if (pathname.startsWith('/docs/')) {
        // The page of a folder is README.md in the repository and index.html on the site.
        token.attrSet('href', href.replace(/README\.md(?=#|$)/, 'index.md'));
      } else if (repository !== undefined) {
        token.attrSet('href', `${repository}/blob/main${pathname}${hash}`);
      } else {
        unlink(children, index);
      }
    }
  }
}

/** Links hold no links, so the next end is this one's. */
function unlink(children: readonly Token[], start: number): void {
  const end = children.slice(start).find(({ type }) => type === 'link_close');
  for (const token of [children[start], end]) {
    if (token === undefined) continue;
    Object.assign(token, { type: 'text', tag: '', nesting: 0, content: '', attrs: null });
  }
}
