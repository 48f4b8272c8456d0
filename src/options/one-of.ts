import { quote } from './csv-fields.ts';
import { OptionProblem } from './option-problem.ts';

/** One of these words; undefined if none is given. */
export function oneOf<T extends string>(value: string, allowed: readonly T[]): T | undefined {
  if (value === '') return undefined;
  const found = allowed.find((each) => each === value);
  if (found === undefined) {
    throw new OptionProblem(`${quote(value)} is not one of ${allowed.join(', ')}`);
  }
  return found;
}
