import { quote } from './csv-fields.ts';
import { OptionProblem } from './option-problem.ts';

/** A boolean as Go's strconv reads it. */
export function parseBoolean(text: string): boolean {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return true;
  if (/^(?:0|f|F|FALSE|false|False)$/.test(text)) return false;
  throw new OptionProblem(`${quote(text)} is neither true nor false`);
}
