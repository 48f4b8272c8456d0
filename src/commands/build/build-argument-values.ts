/** The values of `--build-arg`, by name. */
export function buildArgumentValues(
  passed: ReadonlyMap<string, readonly string[]>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (passed.get('build-arg') ?? []).map((text): [string, string] => {
      const equals = text.indexOf('=');
      return equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
    }),
  );
}
