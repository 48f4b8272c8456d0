/**
 * Characters that end a line, move a cursor, turn the direction of a text or are not shown: none of them belongs into a
 * name, version, url or hash, and a reviewer does not see them.
 */
const control = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
/** Most files have no such character, and this test takes a tenth of the time. */
const unusualInFile = /[^\t\n\r -~]/;
const controlInFile = /[^\P{Cc}\t\n\r]|[\p{Cf}\u2028\u2029]/u;

/** Whether a text has a control character. */
export function hasControlCharacter(text: string): boolean {
  return control.test(text);
}

type Path = readonly (string | number)[];

/**
 * The path of the first key or text below a parsed value that has a control character; undefined if there is none.
 *
 * @param text the file that was parsed: if it has no escapes, no texts over several lines and no such characters,
 * neither has its value.
 * @param passedOver keys whose values are people's words or another tool's.
 */
export function controlCharacterIn(
  text: string,
  root: unknown,
  passedOver: ReadonlySet<string>,
): Path | undefined {
  const isPlain = !unusualInFile.test(text) || !controlInFile.test(text);
  if (isPlain && !['\\', '"""', "'''"].some((mark) => text.includes(mark))) return undefined;
  // No recursion: a file may be nested as deep as its bound.
  const pending: { readonly value: unknown; readonly path: Path }[] = [{ value: root, path: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') {
      if (control.test(value)) return path;
    } else if (Array.isArray(value)) {
      value.forEach((item: unknown, index) =>
        pending.push({ value: item, path: [...path, index] }),
      );
    } else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      for (const [key, item] of Object.entries(value)) {
        if (control.test(key)) return [...path, key];
        if (!passedOver.has(key)) pending.push({ value: item, path: [...path, key] });
      }
    }
  }
  return undefined;
}
