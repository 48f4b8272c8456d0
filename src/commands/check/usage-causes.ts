import type { Help } from '../../diagnostics/help.ts';
import { lastCause, type CauseRow } from '../../failures/last-cause.ts';

/** Why a command ended, and the line that helps. */
export interface UsageCause {
  readonly message: string;
  readonly help: Help;
}

const GIVE =
  'Give it arguments: `cmd: [...]` in grocker.yml, or words behind the image’s name in `docker run`.';

/**
 * Messages of a program that did not like its command line, and ended: argparse, click and Typer, docopt and Fire. Their
 * last line decides, which follows the usage.
 */
const usageCauses: readonly CauseRow<undefined, UsageCause>[] = [
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

/** The cause of a command that ended after its usage, though its exit status may be 0. */
export function usageCause(log: string): UsageCause | undefined {
  return lastCause(log, usageCauses, undefined)?.cause;
}

function needsArguments(names: string): UsageCause {
  const missing = names === '' ? '' : ` (${names})`;
  return {
    message: `it is a command, not a server: it needs arguments${missing}, and has none`,
    help: GIVE,
  };
}

function refusesArguments(words: string): UsageCause {
  return {
    message: `the command does not accept its arguments: ${words}`,
    help: 'Correct `entrypoint_name` or `cmd` in grocker.yml.',
  };
}
