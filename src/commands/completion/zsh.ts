import type { Completed, CompletedCommand, CompletedFlag } from './completed-command.ts';
import { shellWord } from './shell-word.ts';

/** A script for zsh (zshcompsys(1), `_arguments`); a file `_grocker` of fpath, or what is sourced. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  const summaries = commands.map(({ name, description }) =>
    shellWord(`${name}:${description.replaceAll(':', '\\:')}`),
  );
  const cases = commands.map(
    ({ name, flags, words }) =>
      `    ${name})\n      _arguments -s ${[...flags.map(flagSpec), `'*:word:${action(words)}'`].join(' \\\n        ')}\n      ;;`,
  );
  return `#compdef grocker
# Completion of grocker for zsh: source <(grocker completion zsh)
_grocker() {
  local -a commands
  commands=(
    ${summaries.join('\n    ')}
    'help:tell more of a command'
  )
  if (( CURRENT == 2 )); then
    _describe -t commands command commands
    _arguments '--help[tell more]' '--version[tell the version]'
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
    help) _describe -t commands command commands ;;
${cases.join('\n')}
  esac
}

if [ "$funcstack[1]" = _grocker ]; then
  _grocker "$@"
else
  compdef _grocker grocker
fi
`;
}

/** \`(-t --target)'{-t,--target}'[…]:value:(…)\`; a flag may be given again. */
function flagSpec({ spellings, description, value }: CompletedFlag): string {
  const told = description.replaceAll(/[\\[\]:]/g, '\\$&').replaceAll("'", "'\\''");
  const names = spellings.length === 1 ? `'*'${spellings[0] ?? ''}` : `'*'{${spellings.join(',')}}`;
  return `${names}'[${told}]${value === undefined ? '' : `:value:${action(value)}`}'`;
}

function action(value: Completed): string {
  if (value === 'paths') return '_files';
  if (value === 'nothing') return ' ';
  return `(${value.join(' ')})`;
}
