import { baseName } from '../paths/base-name.ts';
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutAfter(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at === -1 ? text : text.slice(0, at);
}

/** The last part of a url's path, percent-decoded, case kept: `torch-2.6.0+cpu-cp312-….whl`. */
export function fileNameOfUrl(url: string): string {
  const path = withoutAfter(withoutAfter(url, '#'), '?');
  const file = baseName(path);
  return file.includes('%') ? decoded(file) : file;
}

export function fileNameOfPath(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Whether a file is a wheel by its name; every other file is an sdist. */
export function isWheelName(file: string): boolean {
  return file.endsWith('.whl');
}
