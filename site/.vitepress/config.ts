import { copyFile, cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { headingAnchor } from '../heading-anchor.ts';
import { navigation } from '../navigation.ts';
import { pointOutwardLinks } from '../outward-links.ts';

const project = join(import.meta.dirname, '../..');

// What a page is compiled to finds its imports from where the page lies, so the pages come into this folder.
const pages = join(import.meta.dirname, '../pages');
await rm(pages, { recursive: true, force: true });
await cp(join(project, 'docs'), pages, { recursive: true });

/** The address of the repository, and the path below which the site is published. */
const { SITE_REPOSITORY: repository, SITE_BASE: base = '/' } = process.env;

const link = (path: string) => `/${path.replace(/README$/, 'index').replace(/index$/, '')}`;

export default defineConfig({
  title: 'Grocker',
  description: 'Container images of Python applications, without a Dockerfile',
  srcDir: pages,
  outDir: '../dist/site',
  cacheDir: '../.cache/site',
  base,
  cleanUrls: true,
  rewrites: { 'rules/README.md': 'rules/index.md' },
  markdown: {
    anchor: { slugify: headingAnchor },
    config: (md) => {
      md.core.ruler.push('outward-links', ({ tokens, env }) => {
        const { relativePath } = env as { relativePath: string };
        pointOutwardLinks(tokens, relativePath, repository);
      });
      // Braces of Go's templates and of workflows are none of Vue's.
      md.renderer.rules.code_inline = (tokens, index) =>
        `<code v-pre>${md.utils.escapeHtml(tokens[index]?.content ?? '')}</code>`;
    },
  },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/guide' },
      { text: 'grocker.yml', link: '/grocker-yml' },
      { text: 'CI', link: '/ci' },
      { text: 'Security', link: '/security' },
    ],
    sidebar: navigation.map(({ title, pages }) => ({
      text: title,
      items: pages.map(({ path, title: text }) => ({ text, link: link(path) })),
    })),
    outline: [2, 3],
    search: { provider: 'local' },
    ...(repository !== undefined && {
      socialLinks: [{ icon: 'git', link: repository, ariaLabel: 'repository' }],
    }),
  },
  // Editors take the schema from here.
  buildEnd: ({ outDir }) =>
    copyFile(join(project, 'grocker.schema.json'), join(outDir, 'grocker.schema.json')),
});
