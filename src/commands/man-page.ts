import grocker from '../../package.json' with { type: 'json' };
import { commandHelp } from './help.ts';
import { commands } from './command-table.ts';
import { exitCodeMeanings } from './exit-code.ts';

/** docs/grocker.1: every command with its flags, for man (man(7), groff_man(7)). */
export async function manPage(): Promise<string> {
  const sections = await Promise.all(
    Object.values(commands).map(async (load) => {
      const { usage, description, positionals, flags } = commandHelp(await load());
      return [
        `.SS ${roff(usage)}`,
        roff(`${description}.`),
        ...[...positionals, ...flags].flatMap(({ term, meaning }) => [
          '.TP',
          `.B ${roff(term)}`,
          roff(meaning),
        ]),
      ];
    }),
  );
  const lines = [
    `.TH GROCKER 1 "" "grocker ${grocker.version}" "Grocker"`,
    '.SH NAME',
    'grocker \\- container images of Python applications',
    '.SH SYNOPSIS',
    '.B grocker',
    '.I COMMAND',
    '[FLAGS] ...',
    '.SH DESCRIPTION',
    'Drives',
    '.B docker buildx build',
    'with a frontend that turns a grocker.yml, or a directory without one, into an image.',
    '.SH COMMANDS',
    ...sections.flat(),
    '.SH EXIT STATUS',
    ...exitCodeMeanings.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, roff(meaning)]),
    '.SH ENVIRONMENT',
    '.TP',
    '.B GROCKER_FRONTEND',
    'image of the frontend, where',
    '.B --frontend',
    'is not given',
    '.TP',
    '.B NO_COLOR',
    'no colours, on a terminal too',
  ];
  return `${lines.join('\n')}\n`;
}

/** A line of text: nothing in it is a request or an escape. */
function roff(text: string): string {
  const escaped = text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll("'", '\\(aq');
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}
