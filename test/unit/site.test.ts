import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

import { headingAnchor } from '../../site/heading-anchor.ts';
import { navigation } from '../../site/navigation.ts';
import { linksOf, prose } from '../support/markdown-links.ts';

const project = join(import.meta.dirname, '../..');
const text = (path: string) => readFileSync(join(project, path), 'utf8');
const markdownIn = (folder: string, recursive: boolean) =>
  readdirSync(join(project, folder), { recursive, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path));

const docs = markdownIn('docs', true);
const pages = [...markdownIn('.', false), ...docs, ...markdownIn('examples', true)].filter(
  (path) => !path.includes('node_modules'),
);

/** Anchors of a page: those of its headings, numbered where two are the same. */
function anchorsOf(path: string): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const anchors = [...prose(text(path)).matchAll(/^#{1,6} +(.*)$/gm)].map(([, heading = '']) => {
    const anchor = headingAnchor(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
  return new Set(anchors);
}

/** Why a link of a page leads nowhere. */
function fault(page: string, link: string): string | undefined {
  if (/^(?:https?|mailto):/.test(link)) return undefined;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : relative(project, join(project, dirname(page), path));
  if (target.startsWith('..') || !existsSync(join(project, target))) return `no file ${target}`;
  if (anchor === undefined) return undefined;
  if (statSync(join(project, target)).isDirectory()) return `${target} has no headings`;
  return anchorsOf(target).has(anchor) ? undefined : `${target} has no heading #${anchor}`;
}

describe('the pages', () => {
  test.each(pages)('%s links to what exists', (page) => {
    const faults = linksOf(text(page)).flatMap((link) => fault(page, link) ?? []);
    expect(faults).toEqual([]);
  });

  test('a wrong file, anchor or folder is found', () => {
    expect(fault('docs/guide.md', 'guides.md')).toBe('no file docs/guides.md');
    expect(fault('docs/guide.md', '#no-such')).toBe('docs/guide.md has no heading #no-such');
    expect(fault('docs/guide.md', '../../away.md')).toBe('no file ../away.md');
    expect(fault('README.md', 'docs/guide.md#a-small-image')).toBeUndefined();
  });
});

describe('the site', () => {
  const listed = navigation.flatMap((section) => section.pages.map(({ path }) => `${path}.md`));

  test('lists every page once; the rules are listed by their own page', () => {
    const expected = docs
      .map((path) => path.replace(/^docs./, '').replaceAll('\\', '/'))
      .filter((path) => !path.startsWith('rules/') || path === 'rules/README.md');
    expect(listed.toSorted()).toEqual(expected.toSorted());
    const rules = docs.filter((path) => /rules.(?!README)/.test(path)).length;
    expect(linksOf(text('docs/rules/README.md')).length).toBeGreaterThanOrEqual(rules);
  });

  // Vue would take them for its own.
  test.each(docs)('%s has braces of templates only in code', (page) => {
    expect(prose(text(page)).replaceAll(/`[^`]*`/g, '')).not.toContain('{{');
  });

  test('has a lock without the name of a server', () => {
    expect(text('site/package-lock.json')).not.toContain('"resolved"');
  });
});
