import { commandHelp } from './help.ts';
import type { HelpRow } from './help.ts';
import { commandNotes } from './command-notes.ts';
import { commands } from './command-table.ts';
import { exitCodeMeanings } from './exit-code.ts';

/** docs/command.md: every command with its flags. */
export async function commandPage(): Promise<string> {
  const sections = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => section(name, commandHelp(await load()))),
  );
  const paragraphs = [
    '# The command',
    '`grocker` drives `docker buildx build`, so that you need not type it. An unknown flag is an error, and the likely one is suggested; `grocker COMMAND --help` prints the text of this page.',
    '| Exit status | Meaning |\n| --- | --- |\n' +
      exitCodeMeanings.map(([code, meaning]) => `| ${code} | ${meaning} |`).join('\n'),
    'Where docker fails, its own exit status is passed on.',
    ...sections.flat(),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function section(name: string, help: ReturnType<typeof commandHelp>): readonly string[] {
  const { usage, description, positionals, flags } = help;
  return [
    `## grocker ${name}`,
    `${description}.`,
    `\`\`\`\n${usage}\n\`\`\``,
    ...(positionals.length === 0 ? [] : [table('Argument', positionals)]),
    ...(flags.length === 0 ? [] : [table('Flag', flags)]),
    ...(commandNotes[name] ?? []),
  ];
}

function table(title: string, rows: readonly HelpRow[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const lines = rows.map(({ term, meaning }) => `| \`${cell(term)}\` | ${cell(meaning)} |`);
  return [`| ${title} | |`, '| --- | --- |', ...lines].join('\n');
}
