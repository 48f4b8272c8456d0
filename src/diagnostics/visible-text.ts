/** Characters that move a cursor, colour a terminal or reverse the direction of a text, except line breaks and tabs. */
const invisible = /[^\P{Cc}\n\t]|[\p{Cf}\u2028\u2029]/gu;

/** Foreign text made safe for a terminal: a sign in place of each control character. */
export function visibleText(text: string): string {
  return text.replace(invisible, '\uFFFD');
}

/** A text of JSON that is safe for a terminal, and that a program reads as the same value. */
export function visibleJsonText(text: string): string {
  return text.replace(invisible, escaped);
}

/** Indented JSON that is safe for a terminal: such characters are escaped, so that a program reads the same value. */
export function visibleJson(value: unknown): string {
  return `${visibleJsonText(JSON.stringify(value, null, 2))}\n`;
}

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
