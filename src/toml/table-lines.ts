/**
 * The lines on which the tables of an array begin (`[[package]]`), found without parsing. The place of a distribution
 * in its lock is made from them.
 */
export function tableLines(text: string, name: string, count: number): readonly number[] {
  const header = `[[${name}]]`;
  const lines: number[] = [];
  let line = 1;
  for (let start = 0; start < text.length; line++) {
    if (text.startsWith(header, start)) lines.push(line);
    const end = text.indexOf('\n', start);
    if (end === -1) break;
    start = end + 1;
  }
  // Written in another way (inline, or with spaces): the whole file is the place.
  return lines.length === count ? lines : new Array<number>(count).fill(1);
}
