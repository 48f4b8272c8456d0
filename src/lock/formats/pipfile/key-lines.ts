/**
 * The lines on which the entries of a Pipfile.lock begin, found without parsing: a section is a key indented by four
 * blanks, a package one by eight. In a file that is written in another way, the line is always the first.
 */
export function keyLines(text: string): (section: string, key: string) => number {
  const lines = new Map<string, number>();
  let section = '';
  let line = 1;
  for (let start = 0; start < text.length; line++) {
    const end = text.indexOf('\n', start);
    const next = end === -1 ? text.length : end;
    if (text.startsWith('    "', start)) {
      section = quoted(text, start + 4, next);
    } else if (text.startsWith('        "', start)) {
      lines.set(`${section} ${quoted(text, start + 8, next)}`, line);
    }
    start = next + 1;
  }
  return (of, key) => lines.get(`${of} ${key}`) ?? 1;
}

function quoted(text: string, start: number, end: number): string {
  return text.slice(start + 1, Math.min(text.indexOf('"', start + 1), end));
}
