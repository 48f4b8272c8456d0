type Capital =
  | ('A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J' | 'K' | 'L' | 'M')
  | ('N' | 'O' | 'P' | 'Q' | 'R' | 'S' | 'T' | 'U' | 'V' | 'W' | 'X' | 'Y' | 'Z');

/** A remedy: an imperative sentence, with a capital and a full stop. Another text does not compile. */
export type Help = `${Capital}${string}.`;

/** The same sentence with more words before its full stop: `, or do that`. */
export function continued(help: Help, words: string): Help {
  // Without its full stop it still has its capital.
  const sentence = help.slice(0, -1) as `${Capital}${string}`;
  return `${sentence}${words}.`;
}
