/** A package url (github.com/package-url/purl-spec); qualifiers without a value are left out. */
export function purl(
  type: string,
  path: readonly string[],
  version: string,
  qualifiers: Readonly<Record<string, string>> = {},
): string {
  const name = path.map(encoded).join('/');
  const at = version === '' ? '' : `@${encoded(version)}`;
  const pairs = Object.entries(qualifiers)
    .filter(([, value]) => value !== '')
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => `${key}=${encoded(value).replaceAll('%2F', '/')}`);
  return `pkg:${type}/${name}${at}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':');
}
