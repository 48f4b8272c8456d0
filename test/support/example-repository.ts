import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Files } from './engine.ts';
import { makeRepository, serveGit, type GitServer } from './git-server.ts';

/** The placeholder for the server of repositories in the locks of this repository. */
export const GIT_PLACEHOLDER = 'https://git.example/';

/** The repository `team/greetings.git` that the example `git` depends on. */
const greetings: Files = {
  'README.md': 'The package is in python/.\n',
  'python/pyproject.toml': [
    '[build-system]',
    'requires = ["setuptools>=80"]',
    'build-backend = "setuptools.build_meta"',
    '',
    '[project]',
    'name = "greetings"',
    'version = "2.0"',
    '',
    '[tool.setuptools]',
    'py-modules = ["greetings"]',
    '',
  ].join('\n'),
  'python/greetings.py': 'def greeting(name):\n    return f"All the best, {name}!"\n',
};

/** Whether a folder's lock names a repository of the placeholder. */
export function needsRepository(directory: string): boolean {
  const lock = join(directory, 'uv.lock');
  return existsSync(lock) && readFileSync(lock, 'utf8').includes(GIT_PLACEHOLDER);
}

/** Serves it on loopback; its commit is the same wherever it is made. */
export async function serveExampleRepository(): Promise<GitServer & { readonly commit: string }> {
  const root = mkdtempSync(join(tmpdir(), 'grocker-git-'));
  const commit = makeRepository(join(root, 'team', 'greetings.git'), greetings);
  const { url, stop } = await serveGit(root);
  return {
    url,
    commit,
    stop: () => {
      stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
