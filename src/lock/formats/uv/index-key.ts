/**
 * The place of an index that is a directory, relative to the context as far as it lies inside; undefined for a url.
 * Steps up that lead out of the context are left out: the lock has the whole path, and its end is compared.
 */
export function indexDirectory(directory: string, written: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(written)) return undefined;
  const parts: string[] = [];
  const isAbsolute = written.startsWith('/');
  for (const part of `${isAbsolute ? '' : directory}/${written}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/**
 * The index of a lock's requirement, in the form that pyproject.toml has it in: uv writes a directory as a `file:` url of
 * the machine that the lock was made on.
 */
export function lockedIndex(
  written: string,
  directory: string,
  declared: readonly string[],
): string {
  const path = /^file:\/\/[^/]*(\/.*)$/i.exec(written)?.[1];
  if (path === undefined) return indexDirectory(directory, written) ?? written;
  const plain = `${decoded(path).replace(/\/+$/, '')}/`;
  const [longest] = declared
    .filter((place) => place === '' || plain.endsWith(`/${place}/`))
    .sort((a, b) => b.length - a.length);
  return longest ?? written;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
