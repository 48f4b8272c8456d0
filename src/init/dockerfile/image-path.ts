/** A path relative to a directory of the image: `.` for itself; undefined if the path is elsewhere. */
export function below(directory: string, path: string): string | undefined {
  if (path === directory) return '.';
  const prefix = directory === '/' ? '/' : `${directory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
