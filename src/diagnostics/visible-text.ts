/** Characters that move a cursor, colour a terminal or reverse the direction of a text, except line breaks and tabs. */
const invisible = /[^\P{Cc}\n\t]|[\p{Cf}\u2028\u2029]/gu;

/** Foreign text made safe for a terminal: a sign in place of each control character. */
export function visibleText(text: string): string {
  return text.replace(invisible, '\uFFFD');
}
