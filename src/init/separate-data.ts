import { isDeclared, type Declared } from './declared.ts';
import { doesImport } from './python/imported-names.ts';
import type { PythonModule } from './python/python-module.ts';
import { isApplicationModule, type ProjectTree } from './tree.ts';

/**
 * Comments on what a package takes from elsewhere when it is set up, which no index has: browsers, models, corpora. The
 * urls are not in the files, so each comment has the line to complete, and the command that prints the url.
 */
export function separateData(
  tree: ProjectTree,
  modules: readonly PythonModule[],
  declared: Declared,
): readonly string[] {
  return [...browsers(modules), ...models(tree, modules, declared), ...corpora(tree, declared)];
}

function browsers(modules: readonly PythonModule[]): readonly string[] {
  const importer = modules.find((module) => isImporter(module, 'playwright'));
  if (importer === undefined) return [];
  return [
    `${importer.path} uses Playwright, whose browsers no package has. \`playwright install --dry-run chromium\` prints their urls and directories, for:`,
    'fetch: [{url: …, to: /opt/browsers/chromium-…, unpack: true}] and envs: {PLAYWRIGHT_BROWSERS_PATH: /opt/browsers}',
  ];
}

/** `spacy.load("en_core_web_sm")` */
const LOADED = /\bspacy\.load\(\s*["']([a-z]{2,3}_[a-z]+_[a-z]+_[a-z]+)["']/g;

function models(
  { texts }: ProjectTree,
  modules: readonly PythonModule[],
  declared: Declared,
): readonly string[] {
  const found = modules
    .filter((module) => isImporter(module, 'spacy'))
    .flatMap(({ path }) =>
      [...(texts.get(path) ?? '').matchAll(LOADED)].map(([, name = '']) => ({ path, name })),
    )
    .filter(({ name }) => !isDeclared(declared, name.replaceAll('_', '-')));
  return [...new Map(found.map((each) => [each.name, each])).values()].flatMap(({ path, name }) => [
    `${path} loads the model ${name}, which nothing requires. \`spacy info ${name} --url\` prints its url, for:`,
    `packages: ["${name} @ …"]`,
  ]);
}

/** A file of names that other builders give to NLTK's downloader. */
function corpora({ texts }: ProjectTree, declared: Declared): readonly string[] {
  const names = (texts.get('nltk.txt') ?? '').split(/\s+/).filter((name) => /^[\w.-]+$/.test(name));
  if (names.length === 0 || !isDeclared(declared, 'nltk')) return [];
  return [
    `nltk.txt names data of NLTK, which no package has: ${names.join(', ')}. Their urls are in the index of NLTK's data, for:`,
    `fetch: [{url: …/${names[0] ?? ''}.zip, to: nltk_data/corpora, unpack: true}] and envs: {NLTK_DATA: nltk_data}`,
  ];
}

function isImporter({ path, imports }: PythonModule, name: string): boolean {
  return isApplicationModule(path) && doesImport(imports, name);
}
