/** A path of an image, seen from its work directory, without `.`, `..` and a slash at the end. */
export function posixJoin(workdir: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${workdir}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** A path relative to a directory of the image: `.` for itself; undefined if the path is elsewhere. */
export function below(directory: string, path: string): string | undefined {
  if (path === directory) return '.';
  const prefix = directory === '/' ? '/' : `${directory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
