/** Globs as uv has them: `*` and `?` within a name, `**` for directories (uv, "Using workspaces"). */
export function workspacePattern(pattern: string): (path: string) => boolean {
  const glob = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  const source = glob.replace(/\*\*\/?|\*|\?|[.+^${}()|[\]\\]/g, (found) => {
    if (found === '**/') return '(?:.*/)?';
    if (found === '**') return '.*';
    return found === '*' ? '[^/]*' : found === '?' ? '[^/]' : `\\${found}`;
  });
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}
