import type { Completed, CompletedCommand } from './completed-command.ts';
import { shellWord } from './shell-word.ts';

/** A script for bash 3.2 and newer (bash(1), "Programmable Completion"). */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const values = commands.flatMap(({ name, flags }) =>
    flags.flatMap(({ spellings, value }) =>
      value === undefined
        ? []
        : [
            `    ${spellings.map((each) => `${name}:${each}`).join('|')}) ${reply(value)}; return ;;`,
          ],
    ),
  );
  const flags = commands.map(
    ({ name, flags: own }) =>
      `      ${name}) ${reply(own.flatMap(({ spellings }) => spellings))} ;;`,
  );
  const words = commands.map(({ name, words: own }) => `    ${name}) ${reply(own)} ;;`);
  const names = commands.map(({ name }) => name);
  return `# Completion of grocker for bash: source <(grocker completion bash)
_grocker_words() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$1" -- "$word"))
}

_grocker_paths() {
  local path
  while IFS= read -r path; do
    COMPREPLY+=("$path")
  done < <(compgen -f -- "$word")
  compopt -o filenames 2> /dev/null
}

_grocker() {
  local word=\${COMP_WORDS[COMP_CWORD]}
  local command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    ${reply([...names, 'help', '--help', '--version'])}
    return
  fi
  case "$command:\${COMP_WORDS[COMP_CWORD-1]}" in
${values.join('\n')}
  esac
  case "$word" in
    -*)
      case "$command" in
${flags.join('\n')}
      esac
      return
      ;;
  esac
  case "$command" in
    help) ${reply(names)} ;;
${words.join('\n')}
  esac
}

complete -F _grocker grocker
`;
}

function reply(value: Completed): string {
  if (value === 'paths') return '_grocker_paths';
  if (value === 'nothing') return ':';
  return `_grocker_words ${shellWord(value.join('\n')).replaceAll("'\n", "'")}`;
}
