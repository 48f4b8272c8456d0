import type { Ulimit } from './build-options.ts';
import { quote } from './csv-fields.ts';
import { wholeNumber } from './number.ts';
import { OptionProblem } from './option-problem.ts';

/** Names of setrlimit(2) without RLIMIT_, as Docker knows them. */
const names =
  'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(
    ' ',
  );

/** Reads `nofile=1024:2048`; without a hard limit it is the soft one. */
export function parseUlimit(text: string): Ulimit {
  const [, name = '', limits = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  if (!names.includes(name)) {
    throw new OptionProblem(
      `${quote(text)} is not a ulimit`,
      `Write it as NAME=SOFT:HARD, where NAME is one of ${names.join(', ')}.`,
    );
  }
  const [softText = '', hardText = softText, ...more] = limits.split(':');
  if (more.length > 0) throw new OptionProblem(`${quote(text)} has more than two limits`);
  const soft = wholeNumber(softText);
  const hard = wholeNumber(hardText);
  if (hard !== -1 && (soft === -1 || soft > hard)) {
    throw new OptionProblem(`the soft limit of ${quote(text)} is above its hard limit`);
  }
  return { name, soft, hard };
}
