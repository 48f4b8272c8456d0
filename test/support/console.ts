/** A command of a page and what it must print, as a person sees it in a terminal. */
export interface ConsoleCommand {
  readonly command: string;
  /** Without the newline at its end; `…` stands for any text. */
  readonly printed: string;
}

/** The commands of the ```console blocks of a page, each after `$ `. */
export function consoleCommands(markdown: string): readonly ConsoleCommand[] {
  const blocks = markdown.matchAll(/^```console\n(.*?)^```$/gms);
  return Array.from(blocks, ([, block = '']) => block)
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .map((entry) => {
      const [line = '', ...printed] = entry.trimEnd().split('\n');
      return { command: line, printed: printed.join('\n') };
    });
}

/** Matches exactly the text, save for `…`. */
export function printedPattern(text: string): RegExp {
  const parts = text.split('…').map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`);
}
