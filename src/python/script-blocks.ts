import { SourceText } from '../diagnostics/source-text.ts';

const opening = '# /// script';
const closing = '# ///';

/**
 * The blocks of metadata in a script (PEP 723): TOML, each character in the place that it has in the script. A script
 * may have one; if it has more, two are returned.
 */
export function scriptBlocks({ name, text }: SourceText): readonly SourceText[] {
  if (!text.includes(opening)) return [];
  const lines = text.split('\n');
  const plain = lines.map((line) => line.replace(/\r$/, ''));
  const blocks: SourceText[] = [];
  let start = 0;
  for (;;) {
    start = plain.indexOf(opening, start);
    if (start === -1 || blocks.length > 1) return blocks;
    // It ends with its comment; of several lines that could close it, the last one does.
    let close = -1;
    let end = start + 1;
    for (; /^#(?: .*)?$/.test(plain[end] ?? ''); end += 1) if (plain[end] === closing) close = end;
    if (close !== -1) blocks.push(new SourceText(name, blanked(lines, start, close)));
    start = end;
  }
}

/** The lines between two, without their `#`; blanks in place of all others. */
function blanked(lines: readonly string[], start: number, close: number): string {
  return lines
    .map((line, at) =>
      at > start && at < close ? line.replace('#', ' ') : line.replaceAll(/[^\r]/g, ' '),
    )
    .join('\n');
}

/** Whether a text is a script with metadata of its own. */
export function hasScriptBlock(name: string, text: string | undefined): boolean {
  if (text === undefined || !name.endsWith('.py')) return false;
  return scriptBlocks(new SourceText(name, text)).length > 0;
}
