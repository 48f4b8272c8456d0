/** The last part of a path or of a url: the name of a file. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
