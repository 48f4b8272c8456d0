import type { Help } from './help.ts';

/** The marks that a merge leaves in a file. */
const CONFLICT = /^(?:<{7}|={7}|>{7})(?:[ \r]|$)/m;

/** What to do about a file that cannot be parsed, if not what `usual` says. */
export function syntaxRemedy(text: string, usual: Help): Help {
  return CONFLICT.test(text) ? 'Resolve the merge conflict in the file.' : usual;
}
