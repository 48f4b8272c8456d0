import type { Completed, CompletedCommand } from './completed-command.ts';

/** A script for fish (fishshell.com, `complete`). */
export function fishScript(commands: readonly CompletedCommand[]): string {
  const top = commands.map(
    ({ name, description }) =>
      `complete -c grocker -n __fish_use_subcommand -a ${name} -d ${word(description)}`,
  );
  const own = commands.flatMap(({ name, flags, words }) => {
    const within = `complete -c grocker -n '__fish_seen_subcommand_from ${name}'`;
    return [
      ...(words === 'paths'
        ? [`${within} -F`]
        : words === 'nothing'
          ? []
          : [`${within} -a ${word(words.join(' '))}`]),
      ...flags.map(({ spellings, description, value }) => {
        const names = spellings.map((each) =>
          each.startsWith('--') ? `-l ${each.slice(2)}` : `-s ${each.slice(1)}`,
        );
        return `${within} ${names.join(' ')}${value === undefined ? '' : ` ${valueOf(value)}`} -d ${word(description)}`;
      }),
    ];
  });
  return `# Completion of grocker for fish: grocker completion fish | source
complete -c grocker -f
complete -c grocker -n __fish_use_subcommand -l help -d 'tell more'
complete -c grocker -n __fish_use_subcommand -l version -d 'tell the version'
${[...top, ...own].join('\n')}
`;
}

function valueOf(value: Completed): string {
  if (value === 'paths') return '-r -F';
  if (value === 'nothing') return '-x';
  return `-x -a ${word(value.join(' '))}`;
}

/** In fish only a backslash and a quote mean something within single quotes. */
function word(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
