/** The shortest path that means the same by its text alone, as Clean of Go's package path; "." for an empty path. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push('..');
  }
  return (rooted ? '/' : '') + parts.join('/') || (rooted ? '/' : '.');
}

/** A path made absolute, relative ones from the root. */
export function absolutePath(path: string): string {
  return cleanPath(`/${path}`);
}
