import { createInterface } from 'node:readline/promises';
import type { EntryPoint } from '../../init/entry-point.ts';
import { visibleText } from '../../diagnostics/visible-text.ts';
import { tell } from '../terminal.ts';

/** The index of the chosen entry point: a person at a terminal chooses, else it is the first. */
export async function chooseEntryPoint(choices: readonly EntryPoint[]): Promise<number> {
  const [first] = choices;
  if (choices.length < 2 || first === undefined) return 0;
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
  if (!isTerminal) {
    const others = choices.slice(1).map(words).join(', ');
    tell(`The first of several ways to start is used: ${words(first)}; the others: ${others}\n`);
    return 0;
  }
  tell('There are several ways to start this application:\n');
  for (const [index, choice] of choices.entries()) {
    tell(`  ${index + 1}  ${words(choice)}  (${visibleText(choice.because)})\n`);
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = Number(await lines.question(`Which one? [1] `)) || 1;
    return answer >= 1 && answer <= choices.length ? answer - 1 : 0;
  } finally {
    lines.close();
  }
}

/** Names of files are part of a command, and may have any characters. */
function words({ command }: EntryPoint): string {
  const text = typeof command === 'string' ? command : command.join(' ');
  return visibleText(text).replaceAll('\n', ' ');
}
