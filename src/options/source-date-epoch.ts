import { quote } from './csv-fields.ts';
import { wholeNumber } from './number.ts';
import { OptionProblem } from './option-problem.ts';

/** Seconds since 1970 (reproducible-builds.org/specs/source-date-epoch), or the context's own date. */
export function parseSourceDateEpoch(value: string): number | 'context' {
  if (value === 'context') return value;
  const seconds = wholeNumber(value);
  if (seconds < 0) throw new OptionProblem(`${quote(value)} is before 1970`);
  return seconds;
}
