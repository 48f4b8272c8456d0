import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeSource } from '../diagnostics/decode-source.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { joinPath, pathPattern } from '../paths/path-pattern.ts';
import { parseDockerignore } from './dockerignore.ts';
import { directoryLinks } from './directory-links.ts';
import type { IgnoreFile } from './hiding-line.ts';
import { readLocalFile } from './local-file.ts';
import { ignoredNames } from './ignored-names.ts';
import type { Inputs } from './inputs.ts';
import type { SourceTree, SourceTreeQuestion } from './source-tree.ts';

/**
 * The files of a directory of this machine, as a build with it as its context would read them. It is known which files
 * of its root are left out if .dockerignore has only plain patterns.
 */
export function directoryFiles(root: string): Pick<Inputs, 'files' | 'paths'> & {
  readonly ignoreFile: () => Promise<IgnoreFile | null>;
  /** Whether there is a file or directory that is not left out. */
  readonly exists: (path: string) => Promise<boolean>;
  /** Links that would be broken in an image. */
  readonly brokenLinks: (question: SourceTreeQuestion) => Promise<SourceTree['broken']>;
} {
  const ignored = ignoredInRoot(root);
  const paths: Inputs['paths'] = async ({ patterns }) => {
    const found = await Promise.all(patterns.map((pattern) => matching(root, pattern)));
    const isIgnored = await ignored;
    return [...new Set(found.flat())].filter((path) => !isIgnored(path)).sort();
  };
  const files: Inputs['files'] = async ({ patterns }) => {
    const texts = (await paths({ patterns })).map(async (path): Promise<[string, string][]> => {
      const file = join(root, path);
      if (!(await stat(file)).isFile()) return [];
      const source = decodeSource(path, await readLocalFile(file));
      if (!(source instanceof SourceText)) throw new DiagnosticError([source]);
      return [[path, source.text]];
    });
    return Object.fromEntries((await Promise.all(texts)).flat());
  };
  const ignoreFile = async () => {
    const text = await ignoreText(root);
    return text === undefined ? null : { name: IGNORE_FILE, text };
  };
  const exists = async (path: string) => {
    const found = await stat(join(root, path)).catch(() => undefined);
    return found !== undefined && !(await ignored)(path);
  };
  const brokenLinks = async (question: SourceTreeQuestion) => {
    const text = (await ignoreFile())?.text ?? '';
    return directoryLinks(root, parseDockerignore(text), question);
  };
  return { files, paths, ignoreFile, exists, brokenLinks };
}

const IGNORE_FILE = '.dockerignore';

async function ignoreText(root: string): Promise<string | undefined> {
  const bytes = await readLocalFile(join(root, IGNORE_FILE)).catch(() => undefined);
  return bytes?.toString('utf8');
}

async function matching(root: string, pattern: string): Promise<readonly string[]> {
  const { directory, matches } = pathPattern(pattern);
  const names = await readdir(join(root, directory)).catch(() => []);
  const found = names.filter(matches).map((name) => joinPath(directory, name));
  const exists = await Promise.all(found.map((path) => stat(join(root, path)).catch(() => null)));
  return found.filter((_, index) => exists[index] !== null);
}

async function ignoredInRoot(root: string): Promise<(path: string) => boolean> {
  const text = (await ignoreText(root)) ?? '';
  return ignoredNames(parseDockerignore(text)) ?? (() => false);
}
