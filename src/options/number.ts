import { quote } from './csv-fields.ts';
import { OptionProblem } from './option-problem.ts';

/** A decimal number as Go's strconv reads it, within the numbers that JavaScript has exactly. */
export function wholeNumber(text: string): number {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new OptionProblem(`${quote(text)} is not a whole number`);
  return value;
}

/** A whole number above 0. */
export function positiveNumber(text: string): number {
  const value = wholeNumber(text);
  if (value <= 0) throw new OptionProblem(`${quote(text)} is not above 0`);
  return value;
}
