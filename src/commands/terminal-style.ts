import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import { plainStyle } from '../diagnostics/render.ts';
import type { RenderStyle } from '../diagnostics/render.ts';

/** Colours where a stream is a terminal that shows them and the user wants them (NO_COLOR). */
export function terminalStyle(stream: Pick<WriteStream, 'isTTY' | 'hasColors'>): RenderStyle {
  if (!stream.isTTY || !stream.hasColors()) return plainStyle;
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    styleText(format, text);
  return {
    error: paint(['bold', 'red']),
    warning: paint(['bold', 'yellow']),
    info: paint('cyan'),
    strong: paint('bold'),
    quiet: paint('dim'),
  };
}
