import type { CauseRow } from '../../failures/last-cause.ts';
import type { StartCause } from './start-causes.ts';

const GIVE =
  'give it arguments: `cmd: [...]` in grocker.yml, or words behind the image’s name in `docker run`';

/**
 * Messages of a program that did not like its command line, and ended: argparse, click and Typer, docopt and Fire. Their
 * last line decides, which follows the usage.
 */
export const usageCauses: readonly CauseRow<unknown, StartCause>[] = [
  [
    /\berror: the following arguments are required: (.+)/,
    ([, names = '']) => needsArguments(names),
  ],
  [/\berror: one of the arguments (.+) is required$/, ([, names = '']) => needsArguments(names)],
  [
    /^(?:[│|]\s*)?(?:Error: )?Missing (?:argument|option|parameter|command)(?: '([^']+)')?/,
    ([, name]) => needsArguments(name ?? ''),
  ],
  [
    /\berror: ((?:unrecognized arguments|argument [^:]+|ambiguous option): .+)/,
    ([, words = '']) => refusesArguments(words),
  ],
  [
    /^(?:[│|]\s*)?(?:Error: )?((?:No such (?:option|command)|Got unexpected extra arguments?|Invalid value for)\b[^│|]*)/,
    ([, words = '']) => refusesArguments(words.trim()),
  ],
  [
    /^usage:(?: |$)/i,
    () => ({
      message: 'it is a command, not a server: it printed its usage, and ended',
      help: GIVE,
    }),
  ],
];

function needsArguments(names: string): StartCause {
  const missing = names === '' ? '' : ` (${names})`;
  return {
    message: `it is a command, not a server: it needs arguments${missing}, and has none`,
    help: GIVE,
  };
}

function refusesArguments(words: string): StartCause {
  return {
    message: `the command does not accept its arguments: ${words}`,
    help: 'correct `entrypoint_name` or `cmd` in grocker.yml',
  };
}
