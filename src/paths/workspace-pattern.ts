import { glob, type GlobPart } from './glob.ts';

const wildcards: Readonly<Record<string, GlobPart>> = {
  '**/': { any: 'directories' },
  '**': { any: 'path' },
  '*': { any: 'name' },
  '?': { any: 'character' },
};

/** Globs as uv has them: `*` and `?` within a name, `**` for directories (uv, "Using workspaces"). */
export function workspacePattern(pattern: string): (path: string) => boolean {
  const written = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  return glob(written.split(/(\*\*\/?|\*|\?)/).map((part) => wildcards[part] ?? part));
}
