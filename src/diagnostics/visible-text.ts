/** All that moves a cursor, colours a terminal or turns the direction of a text; line breaks and tabs are none of it. */
const invisible = /[^\P{Cc}\n\t]|[\p{Cf}\u2028\u2029]/gu;

/** Somebody else's text as a terminal may have it: a sign in place of each control character. */
export function visibleText(text: string): string {
  return text.replace(invisible, '\uFFFD');
}
