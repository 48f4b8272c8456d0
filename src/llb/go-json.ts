/** A list of strings as Go's encoding/json writes it, which also escapes what HTML would read as markup. */
export function goJson(strings: readonly string[]): string {
  return JSON.stringify(strings).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
